using System.Globalization;
using System.Text.RegularExpressions;
using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Snowflake;

/// <summary>
/// A statement of ours that failed on purpose, to roll its transaction back. It casts a text to a number when its condition does not hold;
/// the error's message quotes the text: <c>RETAILBUS:CODE:LOAD:NUMBER...</c>, made of our own words and of numbers only.
/// </summary>
/// <param name="Code">One of the constants.</param>
/// <param name="Load">The load's number in its group; 0 as well where it is of the whole group.</param>
/// <param name="Numbers">What was counted.</param>
internal sealed partial record Refusal(string Code, int Load, IReadOnlyList<long> Numbers)
{
    public const string Unlocked = "UNLOCKED";
    public const string Undescribed = "UNDESCRIBED";
    public const string Cancelled = "CANCELLED";
    public const string Loaded = "LOADED";
    public const string Erased = "ERASED";
    public const string Rows = "ROWS";
    public const string Foreign = "FOREIGN";
    public const string Repeated = "REPEATED";
    public const string Unbalanced = "UNBALANCED";
    public const string Retracted = "RETRACTED";
    public const string Promoted = "PROMOTED";
    public const string Lost = "LOST";
    public const string Done = "DONE";

    /// <returns>Null when the fault is none of ours.</returns>
    public static Refusal? In(Exception fault)
    {
        if (fault is not SqlApiException { Said: { } said } || Quoted().Match(said) is not { Success: true } match)
            return null;
        long[] numbers = [.. match.Groups[2].Value.Split(':').Select(number => long.Parse(number, CultureInfo.InvariantCulture))];
        return new Refusal(match.Groups[1].Value, (int)numbers[0], numbers[1..]);
    }

    [GeneratedRegex(@"RETAILBUS:([A-Z]+):(-?\d{1,18}(?::-?\d{1,18})*)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();
}
