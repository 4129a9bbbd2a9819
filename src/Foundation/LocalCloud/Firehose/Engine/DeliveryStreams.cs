using System.Globalization;
using System.Text.RegularExpressions;
using RetailBus.LocalCloud.Firehose.Store;

namespace RetailBus.LocalCloud.Firehose.Engine;

/// <summary>The delivery streams and the records put into them.</summary>
internal sealed partial class DeliveryStreams(FirehoseStore store, Buffers buffers, StreamStatus status, TimeProvider time)
{
    /// <exception cref="FirehoseException">ResourceInUseException, LimitExceededException; ValidationException for the name.</exception>
    public Task CreateAsync(string name, Destination destination, StreamSettings settings)
    {
        if (!ValidName().IsMatch(name))
            throw FirehoseErrors.Validation($"Value '{name}' at 'deliveryStreamName' failed to satisfy constraint: [a-zA-Z0-9_.-]{{1,64}}");
        ObjectKey.Check(destination);
        return store.Database.WriteAsync(session =>
        {
            if (StreamTable.Find(session, name) is not null)
                throw FirehoseErrors.InUse(name);
            if (StreamTable.Count(session) >= FirehoseLimits.MaxStreams)
                throw FirehoseErrors.TooManyStreams();
            StreamTable.Save(session, new DeliveryStream(name, time.GetUtcNow(), destination, settings));
            return 0;
        });
    }

    /// <exception cref="FirehoseException">ResourceNotFoundException.</exception>
    public DeliveryStream Get(string name) => store.Database.Read(session => StreamTable.Get(session, name));

    public List<DeliveryStream> After(string name, int limit) => store.Database.Read(session => StreamTable.After(session, name, limit));

    /// <summary>Changes a stream's destination. What it holds is still delivered to the one before.</summary>
    /// <exception cref="FirehoseException">ResourceNotFoundException, ConcurrentModificationException.</exception>
    public async Task UpdateAsync(string name, string version, Func<Destination, Destination> change)
    {
        await store.Database.WriteAsync(session =>
        {
            var stream = StreamTable.Get(session, name);
            status.CheckChangeable(stream);
            var current = stream.Destination;
            if (version != current.Version.ToString(CultureInfo.InvariantCulture))
                throw FirehoseErrors.Changed(name);
            var changed = change(current) with { Changes = current.Changes + 1 };
            ObjectKey.Check(changed);
            Buffers.Close(session, stream);
            StreamTable.Save(session, stream with { Destination = changed });
            return 0;
        });
        buffers.Forget(name);
        Recount(name);
    }

    /// <summary>Deletes a stream. What it holds is still delivered.</summary>
    public async Task DeleteAsync(string name)
    {
        await store.Database.WriteAsync(session =>
        {
            var stream = StreamTable.Get(session, name);
            status.CheckChangeable(stream);
            Buffers.Close(session, stream);
            StreamTable.Delete(session, name);
            return 0;
        });
        buffers.Forget(name);
    }

    /// <summary>Changes a stream's tags or encryption.</summary>
    /// <exception cref="FirehoseException">ResourceNotFoundException, or what the change throws.</exception>
    public Task ChangeSettingsAsync(string name, Func<DeliveryStream, StreamSettings> change) => store.Database.WriteAsync(session =>
    {
        var stream = StreamTable.Get(session, name);
        StreamTable.Save(session, stream with { Settings = change(stream) });
        return 0;
    });

    /// <summary>Adds records to a stream's buffer, durably.</summary>
    /// <returns>The number of the call, part of its records' ids, and whether the stream is encrypted.</returns>
    /// <exception cref="FirehoseException">ResourceNotFoundException, also while the stream is being created.</exception>
    public async Task<(long Chunk, bool IsEncrypted)> PutAsync(string name, IReadOnlyList<byte[]> records)
    {
        var data = Concatenate(records);
        var arrived = time.GetUtcNow();
        var (stream, chunk) = await store.Database.WriteAsync(session =>
        {
            var found = StreamTable.Get(session, name);
            if (!status.IsActive(found))
                throw FirehoseErrors.NotFound(name);
            return (found, DeliveryTable.Append(session, name, arrived, data));
        });
        buffers.Added(stream, data.Length, arrived);
        return (chunk, status.IsEncrypted(stream));
    }

    /// <summary>Counts what came while the buffer was being closed and forgotten; counted twice, it is closed a little early.</summary>
    private void Recount(string name) => store.Database.Read(session =>
    {
        foreach (var (stream, bytes, oldest) in DeliveryTable.Open(session))
        {
            if (stream == name && StreamTable.Find(session, name) is { } found)
                buffers.Added(found, bytes, oldest);
        }

        return 0;
    });

    private static byte[] Concatenate(IReadOnlyList<byte[]> records)
    {
        var data = new byte[records.Sum(record => record.Length)];
        var position = 0;
        foreach (var record in records)
        {
            record.CopyTo(data, position);
            position += record.Length;
        }

        return data;
    }

    [GeneratedRegex("^[a-zA-Z0-9_.-]{1,64}\\z")]
    private static partial Regex ValidName();
}
