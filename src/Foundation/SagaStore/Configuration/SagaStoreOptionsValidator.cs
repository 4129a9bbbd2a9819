using Microsoft.Extensions.Options;

namespace RetailBus.SagaStore.Configuration;

internal sealed class SagaStoreOptionsValidator : IValidateOptions<SagaStoreOptions>
{
    public ValidateOptionsResult Validate(string? name, SagaStoreOptions options)
    {
        var errors = new List<string>();
        if (options.OpenDatabase is null)
            errors.Add("No database is chosen: call UseSqlite or UsePostgreSql");
        Range(errors, nameof(options.SweepInterval), options.SweepInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1));
        Range(errors, nameof(options.SendTimeout), options.SendTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(30));
        Range(errors, nameof(options.Lease), options.Lease, 2 * options.SendTimeout, TimeSpan.FromHours(1));
        Range(errors, nameof(options.LongestBackoff), options.LongestBackoff, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        Range(errors, nameof(options.InboxWindow), options.InboxWindow, TimeSpan.FromMinutes(1), TimeSpan.FromDays(365));
        Range(errors, nameof(options.RemovalDelay), options.RemovalDelay, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(10));
        Range(errors, nameof(options.SweepBatch), options.SweepBatch, 1, 1000);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void Range<T>(List<string> errors, string key, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            errors.Add($"{nameof(SagaStoreOptions)}.{key} is {value}: set it from {least} to {most}");
    }
}
