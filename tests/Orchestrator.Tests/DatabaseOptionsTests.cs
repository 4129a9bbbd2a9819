using System.ComponentModel.DataAnnotations;
using RetailBus.Orchestrator.Storage;

namespace RetailBus.Orchestrator.Tests;

public sealed class DatabaseOptionsTests
{
    [Theory]
    [InlineData("hunter2")]
    [InlineData("Passwrd=hunter2;Host=db")]
    [InlineData("Host=db;Port=hunter2")]
    [InlineData("Password=hunter2;Database=runs")]
    [InlineData("")]
    public void What_is_no_connection_string_is_refused_without_showing_it(string connectionString)
    {
        var result = new DatabaseValidator().Validate(null, new OrchestratorOptions { PostgreSql = connectionString });

        Assert.True(result.Failed);
        Assert.StartsWith("Orchestrator:PostgreSql is no connection string", result.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", result.FailureMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("00:30:00", true)]
    [InlineData("7.00:00:00", true)]
    [InlineData("00:00:00", false)]
    [InlineData("8.00:00:00", false)]
    public void Deadlines_have_a_range(string deadline, bool isGood)
    {
        var options = new OrchestratorOptions { LoadDeadline = TimeSpan.Parse(deadline, System.Globalization.CultureInfo.InvariantCulture) };

        Assert.Equal(isGood, Validator.TryValidateObject(options, new ValidationContext(options), null, validateAllProperties: true));
    }

    [Fact]
    public void A_connection_string_or_a_file_is_enough()
    {
        Assert.True(new DatabaseValidator().Validate(null, new OrchestratorOptions { PostgreSql = "Host=db;Database=runs;Username=u" }).Succeeded);
        Assert.True(new DatabaseValidator().Validate(null, new OrchestratorOptions()).Succeeded);

        var result = new DatabaseValidator().Validate(null, new OrchestratorOptions { Sqlite = { Path = " " } });
        Assert.Contains("Orchestrator:Sqlite:Path is empty", result.FailureMessage, StringComparison.Ordinal);
    }
}
