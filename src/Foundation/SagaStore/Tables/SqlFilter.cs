using System.Text;

namespace RetailBus.SagaStore.Tables;

/// <summary>A condition in SQL and the values bound to its parameters.</summary>
internal sealed class SqlFilter
{
    private readonly StringBuilder _sql = new();
    private readonly List<(string Name, object? Value)> _arguments = [];

    public string Sql => _sql.Length == 0 ? "true" : _sql.ToString();

    public IReadOnlyList<(string Name, object? Value)> Arguments => _arguments;

    public SqlFilter Append(string sql)
    {
        _sql.Append(sql);
        return this;
    }

    public SqlFilter And() => _sql.Length == 0 ? this : Append(" and ");

    /// <summary>Binds a normalised value and appends its parameter.</summary>
    public SqlFilter Bind(object? value)
    {
        var name = $"p{_arguments.Count}";
        _arguments.Add((name, value));
        return Append("@" + name);
    }
}
