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
        await PutAsync(Original);

        var landed = await LandedBatches.WaitAsync(message => message.Object.Key == Original.Key);

        Assert.All(landed, batch => Assert.Equal(BatchIds.For(Original), batch.Message.BatchId));
        Assert.All(landed, batch => Assert.Equal(Original, batch.Message.Object));
    }

    [Fact]
    public async Task A_copy_of_it_under_another_key_is_a_landing_of_its_own()
    {
        var version = await PutAsync(Original, "orders/erased-copy.csv");

        var landed = await LandedBatches.WaitAsync(message => message.Object.Key == "orders/erased-copy.csv");

        Assert.All(landed, batch => Assert.Equal(version, batch.Message.Object.VersionId));
    }

    [Fact]
    public async Task Other_content_that_a_tool_put_under_its_metadata_is_a_landing_of_its_own()
    {
        const string Key = "orders/erased-edited.csv";
        var version = await PutAsync(Original with { Key = Key }, content: "edited\n");

        var landed = await LandedBatches.WaitAsync(message => message.Object.Key == Key);

        Assert.All(landed, batch => Assert.Equal(version, batch.Message.Object.VersionId));
    }

    [Fact]
    public async Task Metadata_that_names_another_bucket_is_not_believed()
    {
        const string Key = "orders/erased-elsewhere.csv";
        await PutAsync(Original with { Key = Key, Bucket = "secrets" });

        var landed = await LandedBatches.WaitAsync(message => message.Object.Key == Key);

        Assert.All(landed, batch => Assert.Equal(LandHost.Raw, batch.Message.Object.Bucket));
    }

    [Fact]
    public async Task A_copy_of_a_resubmission_under_another_key_corrects_nothing()
    {
        var request = new PutObjectRequest { BucketName = LandHost.Raw, Key = "orders/copied-resubmission.csv", ContentBody = "a\n" };
        request.Metadata["parent"] = request.Metadata["root"] = $"{Guid.NewGuid():D}";
        request.Metadata["root-attempt"] = request.Metadata["resubmission"] = "1";
        await host.S3.PutObjectAsync(request, Cancelled);

        var landed = await LandedBatches.WaitAsync(message => message.Object.Key == request.Key);

        Assert.All(landed, batch => Assert.Null(batch.Message.Object.Resubmission));
    }

    [Fact]
    public void Someone_elses_metadata_of_that_name_says_nothing()
    {
        Assert.Null(ErasedForm.Read("%7Bnot json"));
        Assert.Null(ErasedForm.Read(null));
        Assert.Equal(Original, ErasedForm.Read(ErasedForm.Describe(Original)));
    }

    private async Task<string> PutAsync(LandedObject original, string? key = null, string content = "a\n")
    {
        var request = new PutObjectRequest { BucketName = LandHost.Raw, Key = key ?? original.Key, ContentBody = content };
        request.Metadata[ErasedForm.Metadata] = ErasedForm.Describe(original);
        request.Metadata["erased-form-md5"] = "60b725f10c9c85c70d97880dfe8191b3"; // of "a" and a line feed
        return (await host.S3.PutObjectAsync(request, Cancelled)).VersionId;
    }
}
