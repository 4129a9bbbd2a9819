namespace RetailBus.Warehouse.Tests.Snowflake.Api;

/// <summary>The account refuses a statement, with 422 and these members.</summary>
/// <param name="code">Snowflake's own, e.g. <c>002003</c>.</param>
/// <param name="sqlState">E.g. <c>02000</c>.</param>
/// <param name="message">As the account would say it.</param>
internal sealed class StatementFailedException(string code, string sqlState, string message) : Exception(message)
{
    public string Code => code;

    public string SqlState => sqlState;
}
