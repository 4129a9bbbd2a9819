using System.Net;

namespace RetailBus.Warehouse.Snowflake.Api;

/// <summary>What an answer other than a result means.</summary>
internal static class SqlApiFaults
{
    /// <summary>The result is more than the API gives.</summary>
    public const string TooLarge = "391908";

    /// <summary>The account does not know the statement, or no longer: results are kept for a day.</summary>
    private const string NotFound = "000709";

    private const int LongestMessage = 1000;

    /// <summary>
    /// Cancelled by somebody (000604, 000605), an internal error (000603), too many waiters for a lock (000625), out of time (000630), a
    /// deadlock's victim (200001).
    /// </summary>
    /// <remarks>There is no full list of Snowflake's codes; these are from its articles and drivers. Others are judged by their SQLSTATE.</remarks>
    private static readonly HashSet<string> Passing =
        new(StringComparer.Ordinal) { "000603", "000604", "000605", "000625", "000630", "200001" };

    /// <summary>One of several statements failed; what it failed of is in the message only.</summary>
    private const string OneOfSeveral = "100132";

    /// <summary>What the messages of passing failures say: of cancelled statements, of locks and deadlocks, and of internal errors.</summary>
    private static readonly string[] PassingWords =
        ["SQL execution canceled", "was aborted because", "timeout", "SQL execution internal error", "Processing aborted by error"];

    public static SqlApiException Of(SqlApiAnswer answer, int? statement = null, int statements = 1)
    {
        var said = answer.Message is { Length: > LongestMessage } text ? $"{text[..LongestMessage]}…" : answer.Message;
        var code = answer.Code is null ? "" : $", {answer.Code}{(answer.SqlState is null ? "" : $"/{answer.SqlState}")}";
        var which = statements == 1 ? "The statement"
            : statement is { } index ? $"Statement {index + 1} of {statements}"
            : $"One of {statements} statements";
        var message = answer.Status switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden =>
                $"Snowflake refused the token or the user ({(int)answer.Status}{code}). Check Account and User of {SnowflakeOptions.Section}, "
                + "that the user has the key's public half (desc user), and this machine's clock.",
            _ when answer.Code == NotFound || answer.Status == HttpStatusCode.NotFound =>
                $"Snowflake has no result of the statement any more ({(int)answer.Status}{code}). "
                + "It is not known what it did: look before it is run again.",
            HttpStatusCode.RequestTimeout => $"{which} took longer than it may, and Snowflake stopped it ({(int)answer.Status}{code}).",
            HttpStatusCode.UnprocessableEntity => $"{which} failed in Snowflake ({(int)answer.Status}{code}).",
            HttpStatusCode.TooManyRequests => $"Snowflake is busy ({(int)answer.Status}{code}).",
            _ => $"Snowflake answered {(int)answer.Status}{code}.",
        };
        return new SqlApiException(message, answer.Code, answer.SqlState, (int)answer.Status, IsPassing(answer))
        {
            Statement = statement,
            Said = said,
        };
    }

    /// <summary>An answer that has not what the documentation says it has.</summary>
    public static SqlApiException Strange(SqlApiAnswer answer, string what) =>
        new($"Snowflake's answer {(int)answer.Status} has no {what}.", answer.Code, answer.SqlState, (int)answer.Status, isTransient: false);

    public static SqlApiException Away(Exception fault) =>
        new($"Snowflake gave no answer ({fault.GetType().Name}).", code: null, sqlState: null, status: 0, isTransient: true, fault);

    private static bool IsPassing(SqlApiAnswer answer)
    {
        if (answer.IsBusy || answer.Status == HttpStatusCode.RequestTimeout)
            return true;
        if (answer.Status != HttpStatusCode.UnprocessableEntity)
            return false;
        if (answer.Code == OneOfSeveral)
            return answer.Message is { } message && PassingWords.Any(words => Own(message).Contains(words, StringComparison.OrdinalIgnoreCase));
        return (answer.Code is { } code && Passing.Contains(code))
            || answer.SqlState is "XX000" or "40001" or "57014"
            || answer.SqlState?.StartsWith("08", StringComparison.Ordinal) == true;
    }

    /// <summary>Without the quoted statement, whose words tell nothing of the failure.</summary>
    private static ReadOnlySpan<char> Own(string message) =>
        message.IndexOf(").\n", StringComparison.Ordinal) is var end and >= 0 ? message.AsSpan(end) : message;
}
