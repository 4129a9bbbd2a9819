using Microsoft.Extensions.Options;
using RetailBus.Warehouse.Snowflake;
using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Cli.Doctor;

/// <summary>The Snowflake account and what <c>deploy/snowflake</c> makes there, where loads go to it.</summary>
internal sealed class SnowflakeExamination(SnowflakeCheck account, IOptions<SnowflakeOptions> options) : IExamination
{
    public string Area => "Snowflake";

    public async Task<IReadOnlyList<Diagnosis>> ExamineAsync(CancellationToken cancellationToken)
    {
        if (!account.IsUsed)
            return [];

        var found = await account.LookAsync(cancellationToken);
        return [.. found.Select(part => part.Fault is { } fault
            ? SnowflakeRemedies.Of(part.Subject, fault, options.Value)
            : Diagnosis.Good(part.Subject, "there"))];
    }
}
