namespace RetailBus.Transform.Rules;

public enum RuleFunction
{
    /// <summary>The number without its sign.</summary>
    Abs,

    /// <summary>The truth value turned round.</summary>
    Not,

    /// <summary>Whether a text begins with another; case matters.</summary>
    StartsWith,
}
