using System.Globalization;
using System.Net;
using System.Xml.Linq;

namespace RetailBus.Benchmarks.LocalClouds;

/// <summary>
/// S3 over plain HTTP, without a signature or a checksum to compute, so that what is measured is the local cloud. It stores what it gets
/// as a plain copy does.
/// </summary>
internal sealed class ObjectClient(Uri url) : IDisposable
{
    private const string Path = "/bench/object";
    private const long PartBytes = 32L * 1024 * 1024;
    private const int PartsAtOnce = 4;
    private readonly HttpClient _http = new() { BaseAddress = url, Timeout = TimeSpan.FromMinutes(30) };

    public async Task MakeBucketAsync() => (await _http.PutAsync("/bench", null)).EnsureSuccessStatusCode();

    public async Task PutAsync(string file)
    {
        await using var content = Open(file);
        await PutAsync(Path, content, content.Length);
    }

    public Task PutZerosAsync(long size) => PutAsync(Path, new ZeroStream(size), size);

    /// <summary>As the SDKs put a large file: in parts, four at a time.</summary>
    public async Task PutPartsAsync(string file)
    {
        using var started = await _http.PostAsync(Path + "?uploads", null);
        var upload = Text(await started.Content.ReadAsStringAsync(), "UploadId");
        var size = new FileInfo(file).Length;
        var tags = new string[(size + PartBytes - 1) / PartBytes];
        await Parallel.ForAsync(0, tags.Length, new ParallelOptions { MaxDegreeOfParallelism = PartsAtOnce }, async (i, _) =>
        {
            await using var content = Open(file);
            content.Position = i * PartBytes;
            var length = Math.Min(PartBytes, size - content.Position);
            var address = string.Create(CultureInfo.InvariantCulture, $"{Path}?partNumber={i + 1}&uploadId={upload}");
            tags[i] = await PutAsync(address, new PartStream(content, length), length);
        });
        var parts = tags.Select((tag, i) => new XElement("Part", new XElement("PartNumber", i + 1), new XElement("ETag", tag)));
        var document = new XElement("CompleteMultipartUpload", parts).ToString();
        using var done = await _http.PostAsync($"{Path}?uploadId={upload}", new StringContent(document));
        done.EnsureSuccessStatusCode();
    }

    public async Task GetAsync(string file)
    {
        using var found = await _http.GetAsync(Path, HttpCompletionOption.ResponseHeadersRead);
        found.EnsureSuccessStatusCode();
        await using var content = await found.Content.ReadAsStreamAsync();
        await PlainCopy.StoreAsync(content, file);
    }

    public void Dispose() => _http.Dispose();

    private static FileStream Open(string file) => new(file, FileMode.Open, FileAccess.Read, FileShare.Read, 0, useAsync: true);

    private static string Text(string xml, string name) => XElement.Parse(xml).Descendants().First(e => e.Name.LocalName == name).Value;

    private async Task<string> PutAsync(string address, Stream content, long length)
    {
        using var body = new StreamContent(content, 1024 * 1024);
        body.Headers.ContentLength = length;
        using var answer = await _http.PutAsync(address, body);
        return answer.StatusCode == HttpStatusCode.OK
            ? answer.Headers.ETag!.Tag
            : throw new HttpRequestException($"{address}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }
}
