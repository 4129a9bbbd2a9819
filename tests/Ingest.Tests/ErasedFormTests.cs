using Amazon.S3.Model;
using RetailBus.Contracts.Batches;
using RetailBus.Contracts.Erasures;
using RetailBus.Ingest.Tests.Support;

namespace RetailBus.Ingest.Tests;

/// <summary>An object from which rows were erased is the batch that landed, not a new one.</summary>
[Collection(LandCollection.Name)]
public sealed class ErasedFormTests(LandHost host)
{
    private static readonly LandedObject Original = new()
    {
        Bucket = LandHost.Raw,
        Key = "orders/erased.csv",
        VersionId = "gone",
        ETag = "e",
        Size = 99,
        LandedAt = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        Sequencer = "0000000000000000000000000000002A",
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_erased_form_is_announced_as_the_batch_that_it_was()
    {
        await PutAsync(Original.Key);

        var landed = await LandedBatches.WaitAsync(message => message.Object.Key == Original.Key);

        Assert.All(landed, batch => Assert.Equal(BatchIds.For(Original), batch.Message.BatchId));
        Assert.All(landed, batch => Assert.Equal(Original, batch.Message.Object));
    }

    [Fact]
    public async Task A_copy_of_it_under_another_key_is_a_landing_of_its_own()
    {
        var version = await PutAsync("orders/erased-copy.csv");

        var landed = await LandedBatches.WaitAsync(message => message.Object.Key == "orders/erased-copy.csv");

        Assert.All(landed, batch => Assert.Equal(version, batch.Message.Object.VersionId));
    }

    [Fact]
    public void Someone_elses_metadata_of_that_name_says_nothing()
    {
        Assert.Null(ErasedForm.Original("%7Bnot json"));
        Assert.Null(ErasedForm.Original(null));
        Assert.Equal(Original, ErasedForm.Original(ErasedForm.Describe(Original)));
    }

    private async Task<string> PutAsync(string key)
    {
        var request = new PutObjectRequest { BucketName = LandHost.Raw, Key = key, ContentBody = "a\n" };
        request.Metadata[ErasedForm.Metadata] = ErasedForm.Describe(Original);
        return (await host.S3.PutObjectAsync(request, Cancelled)).VersionId;
    }
}
