namespace RetailBus.Transform.Rules;

internal enum TokenKind
{
    Name,
    Number,
    Text,
    Sign,
    End,
}
