namespace RetailBus.Warehouse.Snowflake.Api;

/// <summary>Snowflake refused a request or a statement failed.</summary>
internal sealed class SqlApiException(string message, string? code, string? sqlState, int status, bool isTransient) : Exception(message)
{
    /// <summary>Snowflake's own, e.g. <c>000904</c> for an invalid identifier; null when the answer had none.</summary>
    public string? Code => code;

    public string? SqlState => sqlState;

    /// <summary>Of HTTP.</summary>
    public int Status => status;

    /// <summary>Whether the same may go well later.</summary>
    public bool IsTransient => isTransient;
}
