using System.Globalization;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using RetailBus.Warehouse.DuckDb;
using RetailBus.Warehouse.Snowflake.Api;
using RetailBus.Warehouse.Tests.Snowflake.Api;

namespace RetailBus.Warehouse.Tests.Snowflake.Account;

/// <summary>
/// One session. A transaction begins with its first statement, which has to be the lock's update, and waits there for whoever holds the lock,
/// as it would in an account; what it reads after that is what stands then.
/// </summary>
internal sealed partial class DuckDbSession(DuckDbExecutor account, DuckDBConnection connection) : ISqlSession
{
    private bool _isBegun;
    private bool _isOpen;

    public ServerResult Execute(string statement, IReadOnlyList<SqlBinding> bindings, CancellationToken cancellationToken)
    {
        if (account.IsStrict && !account.Foreign.ContainsKey(statement))
            GoldenStatements.Check(statement);
        account.Executed.Enqueue(GoldenStatements.Shape(statement));
        try
        {
            return Run(statement, bindings, cancellationToken);
        }
        catch (DuckDBException e)
        {
            throw SnowflakeErrors.Of(e);
        }
    }

    public void Rollback()
    {
        if (_isOpen)
        {
            connection.Execute("rollback");
            account.Turn.Release();
        }

        (_isBegun, _isOpen) = (false, false);
    }

    public void Dispose()
    {
        Rollback();
        connection.Dispose();
    }

    private ServerResult Run(string statement, IReadOnlyList<SqlBinding> bindings, CancellationToken cancellationToken)
    {
        switch (FirstWord().Match(statement).Value)
        {
            case "begin":
                _isBegun = true;
                return new ServerResult();
            case "commit":
                connection.Execute("commit");
                account.Turn.Release();
                (_isBegun, _isOpen) = (false, false);
                return new ServerResult();
            case "list":
                return new ServerResult();
            case "show":
                return Show(statement);
            case "copy":
                return StageCopy.Run(account, connection, statement);
        }

        if (_isBegun && !_isOpen)
            Open(statement, cancellationToken);
        return Read(statement, bindings);
    }

    private ServerResult Show(string statement)
    {
        var name = Like().Match(statement).Groups[1].Value;
        SqlColumn[] columns = [Text("key"), Text("value")];
        if (statement.StartsWith("show warehouses", StringComparison.Ordinal))
            return new ServerResult { Columns = columns, Rows = name == "RETAILBUS_LOAD_WH" ? [[name, "SUSPENDED"]] : [] };
        return new ServerResult { Columns = columns, Rows = account.Parameters.TryGetValue(name, out var value) ? [[name, value]] : [] };

        static SqlColumn Text(string name) => new(name, "text", null, null, true);
    }

    private void Open(string statement, CancellationToken cancellationToken)
    {
        if (!statement.StartsWith("update core.dataset_locks", StringComparison.Ordinal)
            && !statement.Contains("RETAILBUS:UNDESCRIBED", StringComparison.Ordinal))
            throw new StatementFailedException("000000", "0A000", "A transaction takes its dataset's lock first.");
        account.Turn.Wait(cancellationToken);
        connection.Execute("begin transaction");
        _isOpen = true;
    }

    private ServerResult Read(string statement, IReadOnlyList<SqlBinding> bindings)
    {
        using var command = connection.CreateCommand();
        command.CommandText = SnowflakeDialect.Translate(statement);
        foreach (var binding in bindings)
            command.Parameters.Add(new DuckDBParameter(Value(binding)));
        var word = FirstWord().Match(statement).Value;
        if (word is not ("insert" or "update" or "delete" or "merge"))
            return ResultReader.Read(command);
        var rows = command.ExecuteNonQuery();
        return new ServerResult
        {
            Inserted = word is "insert" or "merge" ? rows : null,
            Updated = word == "update" ? rows : null,
            Deleted = word == "delete" ? rows : null,
        };
    }

    private static object Value(SqlBinding binding) => (binding.Value, binding.Type) switch
    {
        (null, _) => DBNull.Value,
        ({ } number, "FIXED") => long.Parse(number, CultureInfo.InvariantCulture),
        ({ } text, _) => text,
    };

    [GeneratedRegex("like '([^']*)'")]
    private static partial Regex Like();

    [GeneratedRegex(@"(?<=^(?:\s|--.*\n)*)[a-z]+")]
    private static partial Regex FirstWord();
}
