using System.Text.RegularExpressions;
using RetailBus.LocalCloud.Hosting;
using RetailBus.LocalCloud.S3.Store;

namespace RetailBus.LocalCloud.S3.Engine;

/// <summary>Buckets and their configuration.</summary>
internal sealed partial class Buckets(
    S3Store store, LocalCloudOptions options, TimeProvider time, IEventTargets targets, EventComposer events, EventDispatcher dispatcher)
{
    public List<Bucket> All() => store.Database.Read(BucketTable.All);

    /// <exception cref="S3Exception">NoSuchBucket.</exception>
    public Bucket Get(string name) => store.Database.Read(session => BucketTable.Get(session, name));

    /// <summary>Creates a bucket. Creating one's own again succeeds in us-east-1 and fails elsewhere, as in S3.</summary>
    public Task CreateAsync(string name)
    {
        if (!ValidName().IsMatch(name) || name.Contains("..", StringComparison.Ordinal))
            throw new S3Exception(400, "InvalidBucketName", $"The specified bucket is not valid: {name}");
        return store.Database.WriteAsync(session =>
        {
            if (BucketTable.Find(session, name) is null)
                BucketTable.Insert(session, name, time.GetUtcNow());
            else if (options.Region != "us-east-1")
                throw new S3Exception(
                    409, "BucketAlreadyOwnedByYou", "Your previous request to create the named bucket succeeded and you already own it.");
            return 0;
        });
    }

    public Task DeleteAsync(string name) => store.Database.WriteAsync(session =>
    {
        BucketTable.Get(session, name);
        if (ObjectTable.Any(session, name) || UploadTable.Any(session, name))
            throw new S3Exception(409, "BucketNotEmpty", "The bucket you tried to delete is not empty.");
        BucketTable.Delete(session, name);
        BucketTagTable.Delete(session, name);
        return 0;
    });

    public Task SetVersioningAsync(string name, string versioning) => store.Database.WriteAsync(session =>
    {
        BucketTable.Get(session, name);
        BucketTable.SetVersioning(session, name, versioning);
        return 0;
    });

    /// <exception cref="S3Exception">NoSuchBucket, NoSuchTagSet.</exception>
    public Dictionary<string, string> Tags(string name) => store.Database.Read(session =>
    {
        BucketTable.Get(session, name);
        return BucketTagTable.Find(session, name) ?? throw S3Errors.NoSuchTagSet();
    });

    /// <summary>Replaces a bucket's tags; none takes the set away.</summary>
    public Task SetTagsAsync(string name, Dictionary<string, string> tags) => store.Database.WriteAsync(session =>
    {
        BucketTable.Get(session, name);
        if (tags.Count == 0)
            BucketTagTable.Delete(session, name);
        else
            BucketTagTable.Set(session, name, tags);
        return 0;
    });

    /// <summary>Replaces the notification rules and owes each target a test event.</summary>
    /// <exception cref="S3Exception">A target does not exist, or two rules may want the same event.</exception>
    public async Task SetNotificationsAsync(string name, IReadOnlyList<NotificationRule> rules)
    {
        foreach (var rule in rules)
        {
            if (!targets.Exists(rule.TargetArn))
                throw S3Errors.InvalidArgument($"Unable to validate the following destination configurations: {rule.TargetArn}");
        }

        await store.Database.WriteAsync(session =>
        {
            BucketTable.Get(session, name);
            BucketTable.SetNotifications(session, name, rules);
            foreach (var target in rules.Select(rule => rule.TargetArn).Distinct())
                EventTable.Add(session, target, events.ComposeTest(name));
            return 0;
        });
        dispatcher.Wake();
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\\z")]
    private static partial Regex ValidName();
}
