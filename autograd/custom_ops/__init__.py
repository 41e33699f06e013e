"""Operations defined by the user: `Function`, PyTorch's form, and `custom`, the light form."""
