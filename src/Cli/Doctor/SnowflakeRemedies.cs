using RetailBus.Warehouse.Snowflake;
using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Cli.Doctor;

/// <summary>What follows from a fault of the Snowflake account, and the statement or command that mends it.</summary>
internal static class SnowflakeRemedies
{
    private const string NoLoads = "No batch is loaded: loads wait, and are tried again.";
    private const string Deploy = "schemachange deploy --root-folder deploy/snowflake";

    public static Diagnosis Of(string subject, string fault, SnowflakeOptions options) => subject switch
    {
        SnowflakeCheck.User => OfUser(subject, fault, options),
        SnowflakeCheck.VirtualWarehouse => Diagnosis.Bad(
            subject,
            fault,
            NoLoads,
            $"grant usage on warehouse {options.Warehouse} to role {options.Role}; or correct Warehouse:Snowflake:Warehouse"),
        SnowflakeCheck.Core => Diagnosis.Bad(subject, fault, NoLoads, Table(options, "CORE.ORDER_LINES")),
        SnowflakeCheck.Locks => Diagnosis.Bad(
            subject, fault, NoLoads, "Run deploy/snowflake/V1.0.2__core_tables.sql again: it adds the row that is missing"),
        SnowflakeCheck.Staging => Diagnosis.Bad(subject, fault, NoLoads, Table(options, "STAGING.STAGED_LINES")),
        SnowflakeCheck.Stage => Diagnosis.Bad(
            subject,
            fault,
            NoLoads,
            $"list @{options.Database}.STAGING.{options.Stage} as {options.Role} tells the same. Never deployed: {Deploy}. No access "
            + "to the bucket: describe integration RETAILBUS_ZONES, and put its principal and external id into the bucket role's trust policy"),
        SnowflakeCheck.Views when IsRole(fault) => Diagnosis.Bad(
            subject,
            fault,
            "No query is answered.",
            $"grant role {options.ReaderRole} to user {options.User}; or correct Warehouse:Snowflake:ReaderRole"),
        SnowflakeCheck.Views => Diagnosis.Bad(
            subject,
            fault,
            "The sales pages and Power BI show nothing.",
            $"{Deploy}; where only rights are missing, run deploy/snowflake/R__grants.sql again"),
        SnowflakeCheck.SecondaryRoles => Diagnosis.Bad(
            subject,
            fault,
            "A query could write, or read what the reader may not.",
            $"alter user {options.User} set default_secondary_roles = ()"),
        SnowflakeCheck.AbortOnError => Diagnosis.Bad(
            subject,
            fault,
            "A load that failed may hold its lock on, so that others wait.",
            $"alter user {options.User} set transaction_abort_on_error = true"),
        SnowflakeCheck.LockTimeout => Diagnosis.Bad(
            subject,
            fault,
            "A load that waits for another one is given up before its lock comes.",
            $"alter user {options.User} set lock_timeout = 600"),
        SnowflakeCheck.ReadConsistency => Diagnosis.Bad(
            subject,
            fault,
            "A load may not see at once what another request has just committed; it is then tried again.",
            "alter account set read_consistency_mode = 'GLOBAL', as ACCOUNTADMIN"),
        _ => Diagnosis.Bad(subject, fault, NoLoads, Deploy),
    };

    private static Diagnosis OfUser(string subject, string fault, SnowflakeOptions options)
    {
        const string Meaning = "No batch is loaded and no query is answered; loads wait, and are tried again.";
        if (IsRole(fault))
        {
            return Diagnosis.Bad(
                subject, fault, Meaning, $"grant role {options.Role} to user {options.User}; or correct Warehouse:Snowflake:Role");
        }

        return fault.Contains("refused the token", StringComparison.Ordinal)
            ? Diagnosis.Bad(
                subject,
                fault,
                Meaning,
                $"alter user {options.User} set rsa_public_key = '...', the public half of the key that is configured: "
                + $"openssl rsa -in {options.PrivateKeyFile ?? "KEY.p8"} -pubout -outform DER | openssl base64 -A")
            : Diagnosis.Bad(
                subject,
                fault,
                Meaning,
                $"Check Warehouse:Snowflake:Account ({options.Account}) and Host, the network and any proxy: "
                + $"curl -sSI {options.Host?.ToString() ?? $"https://{options.Account}.snowflakecomputing.com"}");
    }

    private static string Table(SnowflakeOptions options, string table) =>
        $"Never deployed: {Deploy}. Dropped: undrop table {options.Database}.{table}. No right: run deploy/snowflake/R__grants.sql again";

    private static bool IsRole(string fault) => fault.Contains("Role '", StringComparison.Ordinal);
}
