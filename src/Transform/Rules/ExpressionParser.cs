using System.Globalization;
using RetailBus.Transform.Datasets;

namespace RetailBus.Transform.Rules;

/// <summary>
/// Reads the contract's expressions: columns, numbers, <c>'texts'</c>, <c>+ - *</c>, <c>= &lt;&gt; &lt; &lt;= &gt; &gt;=</c>, <c>and</c>, <c>or</c>,
/// <c>not</c>, <c>abs(x)</c>, <c>starts_with(a, b)</c> and parentheses.
/// </summary>
internal sealed class ExpressionParser
{
    private readonly List<Token> _tokens;
    private readonly IReadOnlyList<ContractColumn> _columns;
    private int _next;

    private ExpressionParser(List<Token> tokens, IReadOnlyList<ContractColumn> columns) => (_tokens, _columns) = (tokens, columns);

    /// <exception cref="ExpressionException">It can't be read, names no column, or its types don't fit.</exception>
    public static Expression Parse(string text, IReadOnlyList<ContractColumn> columns)
    {
        var parser = new ExpressionParser(Tokenizer.Read(text), columns);
        var expression = parser.Alternatives();
        if (parser.Current.Kind != TokenKind.End)
            throw parser.Unexpected("an operator");
        return expression;
    }

    private Token Current => _tokens[_next];

    private Expression Alternatives()
    {
        var left = Conditions();
        while (Take("or"))
            left = Typing.Binary(RuleOperator.Or, left, Conditions());
        return left;
    }

    private Expression Conditions()
    {
        var left = Condition();
        while (Take("and"))
            left = Typing.Binary(RuleOperator.And, left, Condition());
        return left;
    }

    private Expression Condition()
    {
        if (Take("not"))
            return Typing.Call(RuleFunction.Not, [Condition()]);

        var left = Sum();
        RuleOperator? comparison = Current.Kind != TokenKind.Sign ? null : Current.Text switch
        {
            "=" => RuleOperator.Equal,
            "<>" => RuleOperator.NotEqual,
            "<" => RuleOperator.Less,
            "<=" => RuleOperator.LessOrEqual,
            ">" => RuleOperator.Greater,
            ">=" => RuleOperator.GreaterOrEqual,
            _ => null,
        };
        if (comparison is null)
            return left;
        _next++;
        return Typing.Binary(comparison.Value, left, Sum());
    }

    private Expression Sum()
    {
        var left = Product();
        while (true)
        {
            if (Take("+"))
                left = Typing.Binary(RuleOperator.Add, left, Product());
            else if (Take("-"))
                left = Typing.Binary(RuleOperator.Subtract, left, Product());
            else
                return left;
        }
    }

    private Expression Product()
    {
        var left = Operand();
        while (Take("*"))
            left = Typing.Binary(RuleOperator.Multiply, left, Operand());
        return left;
    }

    private Expression Operand()
    {
        var token = Current;
        if (Take("("))
            return Closed(Alternatives());
        if (Take("-"))
            return Typing.Binary(RuleOperator.Subtract, new NumberExpression(0), Operand());
        switch (token.Kind)
        {
            case TokenKind.Number:
                _next++;
                return Number(token);
            case TokenKind.Text:
                _next++;
                return new TextExpression(token.Text);
            case TokenKind.Name:
                _next++;
                return Take("(") ? Call(token) : Column(token);
            default:
                throw Unexpected("a column, a number, a 'text' or a parenthesis");
        }
    }

    private static NumberExpression Number(Token token)
    {
        var parts = token.Text.Split('.');
        if (parts[0].TrimStart('0').Length > 14 || parts is [_, { Length: > 8 }])
            throw new ExpressionException($"{token.Text} (position {token.Position}) has more than 14 digits before or 8 after the point");
        return new NumberExpression(decimal.Parse(token.Text, CultureInfo.InvariantCulture));
    }

    private Expression Call(Token name)
    {
        RuleFunction function = name.Text switch
        {
            "abs" => RuleFunction.Abs,
            "starts_with" => RuleFunction.StartsWith,
            _ => throw new ExpressionException($"there is no function {name.Text} (position {name.Position}); there are abs and starts_with"),
        };
        var arguments = new List<Expression> { Alternatives() };
        while (Take(","))
            arguments.Add(Alternatives());
        return Closed(Typing.Call(function, arguments));
    }

    private ColumnExpression Column(Token name)
    {
        var column = _columns.FirstOrDefault(column => column.Name == name.Text);
        return column is not null
            ? new ColumnExpression(column)
            : throw new ExpressionException(
                $"there is no column {name.Text} (position {name.Position}); there are {string.Join(", ", _columns.Select(known => known.Name))}");
    }

    private Expression Closed(Expression inner) => Take(")") ? inner : throw Unexpected("a closing parenthesis");

    private bool Take(string text)
    {
        if (Current.Kind is not (TokenKind.Sign or TokenKind.Name) || Current.Text != text)
            return false;
        _next++;
        return true;
    }

    private ExpressionException Unexpected(string expected) =>
        new($"{expected} was expected at position {Current.Position}, not {Current.Text}");
}
