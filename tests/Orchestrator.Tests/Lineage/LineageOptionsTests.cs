using Microsoft.Extensions.Configuration;
using RetailBus.Orchestrator.Lineage;

namespace RetailBus.Orchestrator.Tests.Lineage;

public sealed class LineageOptionsTests
{
    [Fact]
    public void The_variables_of_OpenLineages_clients_fill_what_the_section_leaves_open()
    {
        var options = Completed(
            new LineageOptions { Namespace = "shop" },
            ("OPENLINEAGE_URL", "http://marquez:5000"),
            ("OPENLINEAGE_API_KEY", "key"),
            ("OPENLINEAGE_NAMESPACE", "other"));

        Assert.Equal(new Uri("http://marquez:5000/api/v1/lineage"), options.Address);
        Assert.Equal(("key", "shop"), (options.ApiKey, options.JobNamespace));
    }

    [Theory]
    [InlineData("http://marquez:5000/base", null, "http://marquez:5000/base/api/v1/lineage")]
    [InlineData("http://marquez:5000/", "/api/v2/events", "http://marquez:5000/api/v2/events")]
    public void The_endpoint_is_below_the_url(string url, string? endpoint, string address) =>
        Assert.Equal(new Uri(address), new LineageOptions { Url = new Uri(url), Endpoint = endpoint }.Address);

    [Fact]
    public void Off_is_the_default_and_what_the_disabling_variable_says()
    {
        Assert.False(Completed(new LineageOptions()).IsOn);
        Assert.False(Completed(new LineageOptions { Url = new Uri("http://marquez:5000") }, ("OPENLINEAGE_DISABLED", "true")).IsOn);
    }

    [Theory]
    [InlineData("marquez/secret-path", "key")]
    [InlineData("ftp://marquez/secret-path", "key")]
    [InlineData("http://marquez/secret-path", "secret-path\r\nX: y")]
    public void A_wrong_setting_is_refused_without_quoting_it(string url, string key)
    {
        var result = new LineageValidator().Validate(null, Completed(new LineageOptions { ApiKey = key }, ("OPENLINEAGE_URL", url)));

        Assert.True(result.Failed);
        Assert.StartsWith("Lineage:", result.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-path", result.FailureMessage, StringComparison.Ordinal);
    }

    private static LineageOptions Completed(LineageOptions options, params (string Name, string Value)[] variables)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(variables.Select(variable => KeyValuePair.Create<string, string?>(variable.Name, variable.Value)))
            .Build();
        LineageSettings.Complete(options, configuration);
        return options;
    }
}
