namespace RetailBus.Warehouse.Snowflake.Api;

/// <summary>Snowflake refused a request, a statement failed, or there was no answer.</summary>
internal sealed class SqlApiException(string message, string? code, string? sqlState, int status, bool isTransient, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>Snowflake's own, e.g. <c>000904</c> for an invalid identifier; null when the answer had none.</summary>
    public string? Code => code;

    public string? SqlState => sqlState;

    /// <summary>Of HTTP; 0 when there was no answer.</summary>
    public int Status => status;

    /// <summary>Whether the same may go well later.</summary>
    public bool IsTransient => isTransient;

    /// <summary>
    /// The account's own words. They may quote cells of files and texts of statements, and so are no part of the message, which goes to logs.
    /// </summary>
    public string? Said { get; init; }

    /// <summary>For whoever wrote the statement.</summary>
    public string WithWords => Said is null ? Message : $"{Message.TrimEnd('.')}: {Said}";

    /// <summary>Of several statements, the one that failed, counted from 0; null when it is not one of several or is not known.</summary>
    public int? Statement { get; init; }
}
