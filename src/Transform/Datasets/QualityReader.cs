using RetailBus.Transform.Rules;

namespace RetailBus.Transform.Datasets;

/// <summary>
/// Reads <c>quality</c> rules: <c>custom</c> of engine <c>retailbus</c>, and <c>library</c> with valid values. Others are refused or left
/// aside.
/// </summary>
internal static class QualityReader
{
    private static readonly string[] Keys =
        ["id", "name", "description", "type", "engine", "implementation", "metric", "arguments", "mustBe", "dimension", "severity", "tags"];

    public static IEnumerable<ContractRule> Read(ContractNode owner, ContractColumn? column, IReadOnlyList<ContractColumn> columns)
    {
        foreach (var node in owner.Items("quality"))
        {
            node.AllowOnly(Keys);
            if (ReadRule(node, column, columns) is { } rule)
                yield return rule;
        }
    }

    private static ContractRule? ReadRule(ContractNode node, ContractColumn? column, IReadOnlyList<ContractColumn> columns)
    {
        switch (node.Find("type")?.Text ?? "library")
        {
            case "text":
                return null;
            case "library" when column is not null && node.Find("metric")?.Text == "invalidValues":
                CheckLibrary(node);
                return null;
            case "custom" when node.Find("engine")?.Text == "retailbus":
                return Custom(node, column, columns);
            case "sql":
                node.Error("Rules of type sql are refused: they would run whatever they say. Write it as type custom, engine retailbus.");
                return null;
            default:
                node.Error("Only these rules are known: type custom with engine retailbus, and at a column type library with metric invalidValues.");
                return null;
        }
    }

    private static void CheckLibrary(ContractNode node)
    {
        node.Find("arguments")?.AllowOnly(["validValues"]);
        if (node.Find("arguments")?.Find("validValues")?.Texts() is not [{ Length: > 0 }, ..])
            node.Error("invalidValues needs the values that are valid. Add \"arguments:\" with \"validValues: [...]\".");
        if (node.Find("mustBe") is { Text: not "0" } mustBe)
            mustBe.Error("mustBe is 0: each row with another value is quarantined; how many are too many is said by rejectLimit.");
    }

    private static ContractRule? Custom(ContractNode node, ContractColumn? column, IReadOnlyList<ContractColumn> columns)
    {
        var (name, description, text) = (node.Require("name"), node.Require("description"), node.Require("implementation"));
        return Condition(node, text, ExpressionType.Boolean, columns) is { } condition ? new ContractRule(name, column, description, condition) : null;
    }

    /// <summary>An expression of the type wanted; null, with an error noted, when it is not one.</summary>
    public static Expression? Condition(ContractNode node, string text, ExpressionType type, IReadOnlyList<ContractColumn> columns)
    {
        try
        {
            var expression = ExpressionParser.Parse(text, columns);
            if (expression.Type == type)
                return expression;
            node.Error($"\"{text}\" gives {expression.Type} where {type} is needed.");
        }
        catch (ExpressionException e)
        {
            node.Error($"\"{text}\" can't be read: {e.Message}.");
        }

        return null;
    }
}
