namespace RetailBus.LocalCloud.Sqs.Protocol;

/// <summary>What the batch operations have in common.</summary>
internal static class Batch
{
    /// <exception cref="SqsException">The batch as a whole is refused: empty, too many entries, bad or repeated ids.</exception>
    public static IReadOnlyList<BatchEntry<T>> Read<T>(SqsCall call, Func<SqsInput, T> read)
        where T : class
    {
        var inputs = call.Input.List("Entries");
        if (inputs.Count == 0)
            throw SqsErrors.EmptyBatch();
        if (inputs.Count > SqsLimits.BatchEntries)
            throw SqsErrors.TooManyEntries(inputs.Count);
        var entries = inputs.Select(i => (Input: i, Entry: new BatchEntry<T>(i.Required("Id")))).ToArray();
        if (entries.Any(e => !IsValid(e.Entry.Id)))
            throw SqsErrors.InvalidEntryId();
        if (entries.GroupBy(e => e.Entry.Id).FirstOrDefault(g => g.Count() > 1) is { } repeated)
            throw SqsErrors.EntryIdsNotDistinct(repeated.Key);
        foreach (var (input, entry) in entries)
            ReadOne(input, entry, read);
        return [.. entries.Select(e => e.Entry)];
    }

    public static void Refuse<T>(IReadOnlyList<BatchEntry<T>> entries, IReadOnlyList<SqsException?> results)
        where T : class
    {
        for (var i = 0; i < entries.Count; i++)
            entries[i].Refused = results[i];
    }

    public static SqsReply Reply<T, TResult>(
        string element, IReadOnlyList<BatchEntry<T>> entries, IReadOnlyList<TResult> successful, Action<IResultWriter, TResult> write)
        where T : class
    {
        var failed = entries.Where(e => e.Refused is not null).ToArray();
        return new(w =>
        {
            w.List("Successful", element, successful, result => write(w, result));
            if (failed.Length > 0)
                w.List("Failed", "BatchResultErrorEntry", failed, entry =>
                {
                    w.Text("Id", entry.Id);
                    w.Text("Code", entry.Refused!.QueryCode);
                    w.Text("Message", entry.Refused.Message);
                    w.Flag("SenderFault", entry.Refused.IsSenderFault);
                });
        });
    }

    private static void ReadOne<T>(SqsInput input, BatchEntry<T> entry, Func<SqsInput, T> read)
        where T : class
    {
        try
        {
            entry.Value = read(input);
        }
        catch (SqsException refused)
        {
            entry.Refused = refused;
        }
    }

    private static bool IsValid(string id) =>
        id.Length <= SqsLimits.BatchEntryIdLength && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
