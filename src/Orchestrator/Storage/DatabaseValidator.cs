using Microsoft.Extensions.Options;
using Npgsql;

namespace RetailBus.Orchestrator.Storage;

/// <summary>Refuses a database that can't be one. What is wrong with a connection string is never quoted: it holds a password.</summary>
internal sealed class DatabaseValidator : IValidateOptions<OrchestratorOptions>
{
    public ValidateOptionsResult Validate(string? name, OrchestratorOptions options)
    {
        if (options.PostgreSql is { } connectionString)
        {
            return NamesHost(connectionString)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(
                    $"{OrchestratorOptions.Section}:{nameof(options.PostgreSql)} is no connection string of PostgreSQL (its value is a secret and "
                    + "not shown): give Host=…;Database=…;Username=…;Password=…, or remove it to keep the runs in SQLite.");
        }

        return string.IsNullOrWhiteSpace(options.Sqlite.Path)
            ? ValidateOptionsResult.Fail(
                $"{OrchestratorOptions.Section}:Sqlite:Path is empty: name a file for the runs, or set "
                + $"{OrchestratorOptions.Section}:{nameof(options.PostgreSql)}.")
            : ValidateOptionsResult.Success;
    }

    private static bool NamesHost(string connectionString)
    {
        try
        {
            return !string.IsNullOrWhiteSpace(new NpgsqlConnectionStringBuilder(connectionString).Host);
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            return false; // the exception's text may quote the secret
        }
    }
}
