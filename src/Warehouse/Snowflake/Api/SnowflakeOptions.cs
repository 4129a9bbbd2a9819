using System.ComponentModel.DataAnnotations;

namespace RetailBus.Warehouse.Snowflake.Api;

/// <summary>
/// The Snowflake warehouse; section <c>Warehouse:Snowflake</c>. Read only when <c>Warehouse:Engine</c> is <c>Snowflake</c>. Names are sent as
/// they are written here, and Snowflake takes them so: an object made without quotes has its name in capitals.
/// </summary>
/// <remarks>
/// Keys are rotated without a stop: give the next key here, register its public half with the user (<c>RSA_PUBLIC_KEY_2</c>), and take the
/// old one away later. A token that one key signed and that was refused is followed by one of the other. A file's key is read each time that
/// a token is signed, so a file that was replaced needs no restart.
/// </remarks>
public sealed class SnowflakeOptions
{
    public const string Section = "Warehouse:Snowflake";

    private const string Longest = "7.00:00:00";
    private const string Name = @"^[^\s;""'\\]+$";

    /// <summary>The account's identifier, <c>ORG-ACCOUNT</c>, as the account's page shows it.</summary>
    [Required, RegularExpression(@"^[A-Za-z0-9_]+(-[A-Za-z0-9_]+)*(\.[A-Za-z0-9-]+)*$")]
    public string? Account { get; set; }

    /// <summary>The account's address where it is not <c>https://ORG-ACCOUNT.snowflakecomputing.com</c>, e.g. with PrivateLink.</summary>
    public Uri? Host { get; set; }

    /// <summary>The service user's name.</summary>
    [Required, RegularExpression(Name)]
    public string? User { get; set; }

    /// <summary>The user's RSA key as PEM, from the environment (<c>Warehouse__Snowflake__PrivateKey</c>). This or the file.</summary>
    public string? PrivateKey { get; set; }

    /// <summary>A file with the user's RSA key as PEM.</summary>
    public string? PrivateKeyFile { get; set; }

    /// <summary>Of an encrypted key, from the environment or a secret store.</summary>
    public string? PrivateKeyPassphrase { get; set; }

    /// <summary>The other key while keys are rotated, as PEM; null for none.</summary>
    public string? NextPrivateKey { get; set; }

    /// <summary>A file with the other key while keys are rotated; null for none.</summary>
    public string? NextPrivateKeyFile { get; set; }

    /// <summary>Of the other key.</summary>
    public string? NextPrivateKeyPassphrase { get; set; }

    /// <summary>The role that loads. Default <c>RETAILBUS_LOADER</c>.</summary>
    [Required, RegularExpression(Name)]
    public string Role { get; set; } = "RETAILBUS_LOADER";

    /// <summary>The role that people's queries run as; it can only read. Default <c>RETAILBUS_READER</c>.</summary>
    [Required, RegularExpression(Name)]
    public string ReaderRole { get; set; } = "RETAILBUS_READER";

    /// <summary>The virtual warehouse that loads run on. Default <c>RETAILBUS_LOAD_WH</c>.</summary>
    [Required, RegularExpression(Name)]
    public string Warehouse { get; set; } = "RETAILBUS_LOAD_WH";

    /// <summary>The virtual warehouse that queries run on. Default <c>RETAILBUS_READ_WH</c>.</summary>
    [Required, RegularExpression(Name)]
    public string ReaderWarehouse { get; set; } = "RETAILBUS_READ_WH";

    /// <summary>Default <c>RETAILBUS</c>.</summary>
    [Required, RegularExpression(Name)]
    public string Database { get; set; } = "RETAILBUS";

    /// <summary>Default <c>CORE</c>.</summary>
    [Required, RegularExpression(Name)]
    public string Schema { get; set; } = "CORE";

    /// <summary>The external stage over the processed zone. Default <c>PROCESSED</c>.</summary>
    [Required, RegularExpression(Name)]
    public string Stage { get; set; } = "PROCESSED";

    /// <summary>After which the account gives up a statement. Default 15 minutes, range 1 second to 7 days (Snowflake's own limit).</summary>
    [Range(typeof(TimeSpan), "00:00:01", Longest)]
    public TimeSpan StatementTimeout { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long one HTTP request may take. Default 90 seconds (an answer can take 45), range 1 second to 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(90);

    /// <summary>When a statement is looked at first; each wait after is half as long again. Default 100 ms, range 1 ms to 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:01:00")]
    public TimeSpan PollAfter { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest time between looks. Default 3 seconds, range 1 ms to 5 minutes; <see cref="PollAfter"/> or more.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:05:00")]
    public TimeSpan PollAtMost { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>The wait before a request is sent again; each one doubles it, up to 15 seconds. Default 500 ms, range 1 ms to 15 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:15")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How long a request is tried while the account is busy or away. Default 1 minute, range 0 to 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan RetryFor { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>A variable that an environment leaves empty is none.</summary>
    internal static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;

    /// <summary>Where the API is.</summary>
    /// <remarks>Source: Snowflake, "Connecting to your accounts": underscores of an account's name are hyphens in its host name.</remarks>
    internal Uri Address => Host ?? new Uri($"https://{Account!.ToLowerInvariant().Replace('_', '-')}.snowflakecomputing.com");
}
