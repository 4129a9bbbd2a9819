using System.Globalization;

namespace RetailBus.Transform.Rules;

/// <summary>Builds expressions whose types fit.</summary>
internal static class Typing
{
    public static BinaryExpression Binary(RuleOperator @operator, Expression left, Expression right)
    {
        if (@operator == RuleOperator.Multiply && (TooFine(left) ?? TooFine(right)) is { } factor)
            throw new ExpressionException($"a product takes factors of up to 4 decimal places, and {factor} has more");
        var fits = @operator switch
        {
            <= RuleOperator.Multiply => left.Type == ExpressionType.Number && right.Type == ExpressionType.Number,
            RuleOperator.And or RuleOperator.Or => left.Type == ExpressionType.Boolean && right.Type == ExpressionType.Boolean,
            _ => left.Type == right.Type,
        };
        return fits
            ? new BinaryExpression(@operator, left, right)
            : throw new ExpressionException($"{@operator} does not go with {left.Type} and {right.Type}");
    }

    /// <summary>A product's sides are decimal(18,4).</summary>
    private static string? TooFine(Expression factor) => factor is NumberExpression { Value: var value } && decimal.Round(value, 4) != value
        ? value.ToString(CultureInfo.InvariantCulture)
        : null;

    public static CallExpression Call(RuleFunction function, IReadOnlyList<Expression> arguments)
    {
        ExpressionType[] expected = function switch
        {
            RuleFunction.Abs => [ExpressionType.Number],
            RuleFunction.Not => [ExpressionType.Boolean],
            _ => [ExpressionType.Text, ExpressionType.Text],
        };
        return arguments.Select(argument => argument.Type).SequenceEqual(expected)
            ? new CallExpression(function, arguments)
            : throw new ExpressionException($"{function} takes {string.Join(" and ", expected)}, not {string.Join(" and ", arguments.Select(argument => argument.Type))}");
    }
}
