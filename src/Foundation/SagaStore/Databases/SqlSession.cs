using System.Data.Common;

namespace RetailBus.SagaStore.Databases;

/// <summary>A connection, the transaction open on it if any, and the dialect its values are bound in.</summary>
internal sealed class SqlSession(DbConnection connection, DbTransaction? transaction, SqlDialect dialect)
{
    public DbConnection Connection => connection;

    public DbTransaction? Transaction => transaction;

    public SqlDialect Dialect => dialect;

    public DbCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> arguments)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        foreach (var (name, value) in arguments)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = dialect.ToDatabase(value);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
