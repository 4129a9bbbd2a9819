using RetailBus.Contracts.Batches;

namespace RetailBus.Contracts.Tests;

public class BatchIdTests
{
    private static readonly LandedObject Landed = new()
    {
        Bucket = "raw",
        Key = "orders/a.csv",
        VersionId = "v1",
        ETag = "e1",
        Size = 1,
        LandedAt = DateTimeOffset.UnixEpoch,
    };

    [Fact]
    public void Version_5_ids_agree_with_the_standards_example()
    {
        // RFC 9562, appendix A.4: DNS namespace, www.example.com
        var id = NameBasedUuid.Create(new Guid("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com");

        Assert.Equal(new Guid("2ed6657d-e927-568b-95e1-2665a8aea6a2"), id);
    }

    [Fact]
    public void The_same_version_announced_twice_is_one_batch_however_it_was_announced() =>
        Assert.Equal(BatchIds.For(Landed), BatchIds.For(Landed with { Sequencer = "2A", ETag = "other", LandedAt = DateTimeOffset.MaxValue }));

    [Fact]
    public void New_content_at_a_key_is_a_new_batch() =>
        Assert.NotEqual(BatchIds.For(Landed), BatchIds.For(Landed with { VersionId = "v2" }));

    [Fact]
    public void Without_versioning_content_that_goes_back_to_what_it_was_is_a_new_batch()
    {
        var first = Landed with { VersionId = null };

        Assert.Equal(BatchIds.For(first), BatchIds.For(first with { LandedAt = first.LandedAt.AddMilliseconds(400) }));
        Assert.NotEqual(BatchIds.For(first), BatchIds.For(first with { LandedAt = first.LandedAt.AddSeconds(1) }));
        Assert.NotEqual(BatchIds.For(first), BatchIds.For(first with { ETag = "e2" }));
    }

    [Fact]
    public void The_id_of_a_landing_never_changes_between_releases() =>
        Assert.Equal(new Guid("1c11b521-eca0-50bf-acc6-03938fd48f20"), BatchIds.For(Landed));
}
