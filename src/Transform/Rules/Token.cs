namespace RetailBus.Transform.Rules;

/// <summary>A word of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">A name, an operator's or parenthesis's sign, a number's digits, or a text without its quotes.</param>
/// <param name="Position">From 1.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Position);
