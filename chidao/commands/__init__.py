"""The commands, by what they are about; ``chidao.cli`` puts them together."""
