using RetailBus.SagaStore.Configuration;

namespace RetailBus.SagaStore.Tests.Configuration;

public sealed class SagaStoreOptionsValidatorTests
{
    [Fact]
    public void All_errors_are_reported_at_once_each_with_its_key_value_and_range()
    {
        var options = new SagaStoreOptions { Lease = TimeSpan.FromSeconds(9), SweepBatch = 0 };

        var result = new SagaStoreOptionsValidator().Validate(null, options);

        Assert.Equal(
            [
                "No database is chosen: call UseSqlite or UsePostgreSql",
                "SagaStoreOptions.Lease is 00:00:09: set it from 00:00:10 to 01:00:00",
                "SagaStoreOptions.SweepBatch is 0: set it from 1 to 1000",
            ],
            result.Failures!);
    }

    [Fact]
    public void The_defaults_are_valid_once_a_database_is_chosen()
    {
        var options = new SagaStoreOptions();
        options.UsePostgreSql("Host=localhost");

        Assert.True(new SagaStoreOptionsValidator().Validate(null, options).Succeeded);
    }
}
