namespace RetailBus.Warehouse.Tests.Snowflake.Api;

/// <summary>What the account says of statements that it does not run, in its codes.</summary>
internal static class ServerFailures
{
    public static StatementFailedException Cancelled() => new("000604", "57014", "SQL execution canceled");

    public static StatementFailedException TimedOut() =>
        new("000630", "57014", "Statement reached its statement or warehouse timeout and was canceled.");

    public static StatementFailedException Count(int actual, int desired) =>
        new("000008", "0A000", $"Actual statement count {actual} did not match the desired statement count {desired}.");

    public static StatementFailedException Unsupported(string statement) =>
        new("391911", "0A000", $"Unsupported statement type '{statement.Split(' ')[0].ToUpperInvariant()}'.");

    /// <summary>Code, state and words are those that drivers are told at a login; which HTTP status carries them is not documented.</summary>
    public static ServerAnswer NoRole(string role) => ServerAnswer.Fault(
        422, "390189", "08004", $"Role '{role}' specified in the connect string does not exist or not authorized.");

    /// <summary>As the documentation's example has it.</summary>
    public static StatementFailedException OneOfSeveral(ServerScriptPart part, StatementFailedException fault)
    {
        var shown = part.Statement.Length <= 29 ? part.Statement : $"{part.Statement[..29]} ...";
        return new("100132", "P0000", $"JavaScript execution error: Uncaught Execution of multiple statements failed on statement \"{shown}\" "
            + $"(at line {part.Line}, position {part.Position}).\n{fault.Message} in SYSTEM$MULTISTMT at '    throw `Execution of multiple "
            + "statements failed on statement {0} (at line {1}, position {2}).`.replace('{1}', LINES[i])' position 4\nstackstrace: \n"
            + "SYSTEM$MULTISTMT line: 10");
    }
}
