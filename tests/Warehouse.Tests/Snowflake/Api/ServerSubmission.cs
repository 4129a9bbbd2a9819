using System.Globalization;
using System.Text.Json;
using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Tests.Snowflake.Api;

/// <summary>The body of a request, looked at as the reference has it: a member that is not in it is refused.</summary>
internal sealed class ServerSubmission
{
    private static readonly string[] Members = ["statement", "timeout", "database", "schema", "warehouse", "role", "bindings", "parameters"];

    private static readonly string[] Parameters = ["MULTI_STATEMENT_COUNT", "QUERY_TAG", "TIMEZONE", "ROWS_PER_RESULTSET", "USE_CACHED_RESULT"];

    private static readonly string[] Types =
        ["FIXED", "REAL", "TEXT", "BINARY", "BOOLEAN", "DATE", "TIME", "TIMESTAMP_TZ", "TIMESTAMP_LTZ", "TIMESTAMP_NTZ"];

    private ServerSubmission(JsonElement body)
    {
        Parts = ServerScript.Split(body.GetProperty("statement").GetString()!);
        Timeout = body.TryGetProperty("timeout", out var timeout) ? TimeSpan.FromSeconds(timeout.GetInt64()) : TimeSpan.FromDays(2);
        Count = body.TryGetProperty("parameters", out var parameters) && parameters.TryGetProperty("MULTI_STATEMENT_COUNT", out var count)
            ? int.Parse(count.GetString()!, CultureInfo.InvariantCulture)
            : 1;
        if (body.TryGetProperty("bindings", out var bindings))
        {
            Bindings = [.. Enumerable.Range(1, bindings.EnumerateObject().Count())
                .Select(number => bindings.GetProperty($"{number}"))
                .Select(binding => new SqlBinding(binding.GetProperty("type").GetString()!, binding.GetProperty("value").GetString()))];
        }
    }

    public IReadOnlyList<ServerScriptPart> Parts { get; }

    public TimeSpan Timeout { get; }

    public IReadOnlyList<SqlBinding> Bindings { get; } = [];

    private int Count { get; }

    /// <summary>Refused at once, or null and the submission.</summary>
    public static ServerAnswer? TryRead(JsonElement body, out ServerSubmission submission)
    {
        submission = null!;
        if (body.EnumerateObject().FirstOrDefault(member => !Members.Contains(member.Name)) is { Value.ValueKind: not JsonValueKind.Undefined } unknown)
            return ServerAnswer.Bad($"Unrecognized field {unknown.Name}");
        if (body.TryGetProperty("parameters", out var parameters)
            && parameters.EnumerateObject().FirstOrDefault(one => !Parameters.Contains(one.Name) || one.Value.ValueKind != JsonValueKind.String)
                is { Value.ValueKind: not JsonValueKind.Undefined } parameter)
            return ServerAnswer.Bad($"Unsupported parameter {parameter.Name}");
        submission = new ServerSubmission(body);
        if (submission.Timeout < TimeSpan.Zero || submission.Timeout > TimeSpan.FromDays(7))
            return ServerAnswer.Bad("timeout must be from 0 to 604800 seconds");
        if (submission.Bindings.FirstOrDefault(binding => !Types.Contains(binding.Type)) is { Type: { } type })
            return ServerAnswer.Bad($"Unknown bind type {type}");
        return submission is { Count: not 1, Bindings.Count: > 0 } ? ServerAnswer.Bad("Bind variables are not supported with multiple statements") : null;
    }

    /// <summary>Why the account runs none of it; null where it does.</summary>
    public StatementFailedException? Refusal()
    {
        if (Count != 0 && Count != Parts.Count)
            return ServerFailures.Count(Parts.Count, Count);
        var refused = Parts.FirstOrDefault(part => ServerScript.StartsWith(part.Statement, "PUT", "GET")
            || (Count == 1 && ServerScript.StartsWith(part.Statement, "BEGIN", "START TRANSACTION", "COMMIT", "ROLLBACK", "USE", "ALTER SESSION")));
        return refused is null ? null : ServerFailures.Unsupported(refused.Statement);
    }

    /// <param name="request">The body.</param>
    /// <param name="looks">How often it is told to be running after its end.</param>
    public ServerStatement ToStatement(string request, int looks) =>
        new(Bindings, Count == 1 ? null : [.. Parts.Select(_ => new ServerStatement([], null, Timeout))], Timeout) { Request = request, Looks = looks };
}
