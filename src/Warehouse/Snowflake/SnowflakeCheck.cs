using Microsoft.Extensions.Options;
using RetailBus.Warehouse.Snowflake.Api;

namespace RetailBus.Warehouse.Snowflake;

/// <summary>Looks, with statements that only read, whether the account answers and has what <c>deploy/snowflake</c> makes.</summary>
public sealed class SnowflakeCheck
{
    public const string User = "the service user's key and role";
    public const string VirtualWarehouse = "the virtual warehouse";
    public const string Core = "the tables of the schema CORE";
    public const string Locks = "the dataset locks";
    public const string Staging = "the tables of the schema STAGING";
    public const string Stage = "the external stage";
    public const string Views = "the sales views, as the reader";
    public const string SecondaryRoles = "the reader's secondary roles";
    public const string AbortOnError = "the user's transaction_abort_on_error";
    public const string LockTimeout = "the user's lock_timeout";
    public const string ReadConsistency = "the account's read_consistency_mode";

    /// <summary>What is looked for, and the statement that fails or is empty where it is missing; as the loader or as the reader.</summary>
    private static readonly (string Subject, string Sql, bool AsReader)[] Looks =
    [
        (User, "select current_user(), current_role()", false),
        (VirtualWarehouse, "select count(*) from (select 1 as one) where one = 1", false),
        (Core, "select count(*) from core.order_lines where 1 = 0", false),
        (Locks, "select dataset from core.dataset_locks where dataset = '*'", false),
        (Staging, "select count(*) from staging.staged_lines where 1 = 0", false),
        (Stage, "list @staging.{stage} pattern = 'retailbus-doctor-looks-for-nothing'", false),
        (Views, "select count(*) from sales.sales_total where 1 = 0", true),
        (SecondaryRoles, "select current_secondary_roles()", true),
        (AbortOnError, "show parameters like 'TRANSACTION_ABORT_ON_ERROR' in session", false),
        (LockTimeout, "show parameters like 'LOCK_TIMEOUT' in session", false),
        (ReadConsistency, "show parameters like 'READ_CONSISTENCY_MODE' in account", false),
    ];

    private readonly ISqlApi? _api;
    private readonly SnowflakeSql? _sql;
    private readonly SnowflakeOptions? _settings;
    private readonly IOptions<WarehouseOptions> _options;

    internal SnowflakeCheck(
        IOptions<WarehouseOptions> options, ISqlApi? api = null, SnowflakeSql? sql = null, SnowflakeOptions? settings = null)
    {
        _options = options;
        _api = api;
        _sql = sql;
        _settings = settings;
    }

    /// <summary>Whether loads go to Snowflake at all.</summary>
    public bool IsUsed => _options.Value.Engine == WarehouseOptions.Snowflake;

    /// <summary>Looks at each part; the first that fails is the last, where nothing after it can go well.</summary>
    /// <returns>What was looked at, and what is wrong with it; null where it is well.</returns>
    public async Task<IReadOnlyList<(string Subject, string? Fault)>> LookAsync(CancellationToken cancellationToken)
    {
        if (_api is null || _sql is null)
            return [];
        List<(string, string?)> found = [];
        foreach (var (subject, sql, asReader) in Looks)
        {
            var fault = await LookAsync(subject, sql.Replace("{stage}", _sql.Stage, StringComparison.Ordinal), asReader, cancellationToken);
            found.Add((subject, fault));
            if (fault is not null && found.Count == 1)
                break;
        }

        return found;
    }

    private async Task<string?> LookAsync(string subject, string sql, bool asReader, CancellationToken cancellationToken)
    {
        try
        {
            var request = new SqlRequest
            {
                RequestId = Guid.NewGuid(),
                Statements = [sql],
                Role = asReader ? _settings?.ReaderRole : null,
                MaxRows = 1,
            };
            var results = await _api!.RunAsync(request, cancellationToken);
            return Judge(subject, results[0]);
        }
        catch (SqlApiException e)
        {
            return e.WithWords;
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException)
        {
            return "the account does not answer";
        }
    }

    private string? Judge(string subject, SqlResult result)
    {
        var row = result.Rows.Count == 0 ? null : result.Rows[0];
        var value = row?[Math.Max(0, result.Columns.Index().FirstOrDefault(column => column.Item.Name is "value" or "VALUE").Index)];
        return subject switch
        {
            Locks when row is null => "the row '*' is missing from CORE.DATASET_LOCKS; run V1.0.2__core_tables.sql again",
            SecondaryRoles when row?[0]?.Contains("ALL", StringComparison.OrdinalIgnoreCase) == true =>
                "queries have the rights of all of the user's roles; alter user ... set default_secondary_roles = ()",
            AbortOnError when !Is(value, "true") =>
                "a load that failed may hold its lock on; alter user ... set transaction_abort_on_error = true",
            LockTimeout when SqlCell.Int64(value) is not { } seconds || seconds > _settings!.StatementTimeout.TotalSeconds =>
                "a load would wait for its lock longer than its own time; alter user ... set lock_timeout = 600",
            ReadConsistency when value is not null && !Is(value, "GLOBAL") =>
                "a session need not see at once what another has committed, and requests are then refused and tried again; "
                + "alter account set read_consistency_mode = 'GLOBAL'",
            _ => null,
        };

        static bool Is(string? value, string wanted) => string.Equals(value, wanted, StringComparison.OrdinalIgnoreCase);
    }
}
