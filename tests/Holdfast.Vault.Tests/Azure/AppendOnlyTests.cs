using System.Net;
using System.Net.Http.Headers;
using Holdfast.Testing.Azure;
using Holdfast.Vault.Azure;

namespace Holdfast.Vault.Tests.Azure;

/// <summary>What the bearer of a grant can do, asked of the storage account itself by plain HTTP, as a thief of the address would.</summary>
public sealed class AppendOnlyTests : AzureTest
{
    private const string Held = "packs/aa/held", New = "packs/bb/new";

    private static readonly byte[] Content = [1, 2, 3, 4, 5];

    private readonly HttpClient http;
    private readonly AzureGrants grants;
    private readonly AzureBlobStore store;

    public AppendOnlyTests(AzuriteServer azurite)
        : base(azurite)
    {
        http = Keep(new HttpClient());
        grants = Account.OpenGrants(Place);
        store = Account.OpenStore(Place);
        store.Create(Held, Content);
    }

    [Fact]
    public void Create_OfNewBlobByCreateGrant_Succeeds()
    {
        Assert.Equal(HttpStatusCode.Created, Send(HttpMethod.Put, ToCreate(New), [7, 8]));
        Assert.Equal([7, 8], ReadAll(store, New));
    }

    [Fact]
    public void Read_ByReadGrant_Succeeds()
    {
        Assert.Equal(HttpStatusCode.OK, Send(HttpMethod.Get, ToRead(Held)));
        Assert.Equal(HttpStatusCode.OK, Send(HttpMethod.Head, ToRead(Held)));
    }

    [Fact]
    public void Overwrite_ByCreateGrant_IsRefused() => AssertRefused(HttpMethod.Put, ToCreate(Held), [9, 9], ifNoneMatch: false);

    [Fact]
    public void Overwrite_ByReadGrant_IsRefused() => AssertRefused(HttpMethod.Put, ToRead(Held), [9, 9], ifNoneMatch: false);

    [Fact]
    public void Create_OverExistingWithCondition_IsConflictOrRefused()
    {
        Assert.Contains(Send(HttpMethod.Put, ToCreate(Held), [9, 9]), new[] { HttpStatusCode.Conflict, HttpStatusCode.Forbidden });
        Assert.Equal(Content, ReadAll(store, Held));
    }

    [Fact]
    public void Delete_ByCreateGrant_IsRefused() => AssertRefused(HttpMethod.Delete, ToCreate(Held));

    [Fact]
    public void Delete_ByReadGrant_IsRefused() => AssertRefused(HttpMethod.Delete, ToRead(Held));

    [Theory]
    [InlineData("servers/one/")]
    [InlineData("servers/two/")]
    [InlineData("")]
    public void List_ByCreateGrant_IsRefused(string prefix) => AssertRefused(HttpMethod.Get, Listing(ToCreate(New), prefix));

    [Theory]
    [InlineData("servers/one/")]
    [InlineData("servers/two/")]
    [InlineData("")]
    public void List_ByReadGrant_IsRefused(string prefix) => AssertRefused(HttpMethod.Get, Listing(ToRead(Held), prefix));

    [Fact]
    public void PutBlock_ByCreateGrant_IsRefused() => AssertRefused(HttpMethod.Put, With(ToCreate(Held), "comp=block&blockid=QUFB"), [1], blobType: false);

    [Fact]
    public void PutBlock_OfNewBlobByCreateGrant_IsRefused()
    {
        AssertRefused(HttpMethod.Put, With(ToCreate(New), "comp=block&blockid=QUFB"), [1], blobType: false);
        Assert.Equal([Held], store.List("").Select(blob => blob.Name));
    }

    [Fact]
    public void PutBlockList_ByCreateGrant_IsRefused() =>
        AssertRefused(HttpMethod.Put, With(ToCreate(Held), "comp=blocklist"), "<?xml version=\"1.0\" encoding=\"utf-8\"?><BlockList></BlockList>"u8.ToArray(), blobType: false);

    [Fact]
    public void PutBlockList_OfNewBlobByCreateGrant_IsRefused()
    {
        AssertRefused(HttpMethod.Put, With(ToCreate(New), "comp=blocklist"), "<?xml version=\"1.0\" encoding=\"utf-8\"?><BlockList></BlockList>"u8.ToArray(), blobType: false);
        Assert.Equal([Held], store.List("").Select(blob => blob.Name));
    }

    [Fact]
    public void Read_ByCreateGrant_IsRefused() => AssertRefused(HttpMethod.Get, ToCreate(Held));

    [Fact]
    public void Describe_ByCreateGrant_IsRefused() => AssertRefused(HttpMethod.Head, ToCreate(Held));

    [Fact]
    public void Create_ByReadGrant_IsRefused()
    {
        AssertRefused(HttpMethod.Put, ToRead(New), [1]);
        Assert.Equal([Held], store.List("").Select(blob => blob.Name));
    }

    [Fact]
    public void Create_OfAnotherName_IsRefused() => AssertRefused(HttpMethod.Put, Moved(ToCreate(New), Place.Prefix + New, Place.Prefix + "packs/bb/other"), [1]);

    [Fact]
    public void Create_InFolderOfAnotherServer_IsRefused() => AssertRefused(HttpMethod.Put, Moved(ToCreate(New), "servers/one", "servers/two"), [1]);

    [Fact]
    public void Read_OfAnotherName_IsRefused()
    {
        store.Create("packs/aa/second", [1]);
        AssertRefused(HttpMethod.Get, Moved(ToRead(Held), "held", "second"));
    }

    [Fact]
    public void Tier_ChangedByCreateGrant_IsRefused() => AssertRefused(HttpMethod.Put, With(ToCreate(Held), "comp=tier"), blobType: false, header: ("x-ms-access-tier", "Cold"));

    [Fact]
    public void AnyUse_AfterTheGrantIsOver_IsRefused()
    {
        var past = new SkippingClock();
        past.SetUtcNow(DateTimeOffset.Parse("2026-01-02Z", System.Globalization.CultureInfo.InvariantCulture));
        var old = Open(Network(clock: past)).OpenGrants(Place);
        AssertRefused(HttpMethod.Put, old.ToCreate(New, TimeSpan.FromMinutes(1)), [1]);
        AssertRefused(HttpMethod.Get, old.ToRead(Held, TimeSpan.FromMinutes(1)));
    }

    [Theory]
    [InlineData("sp=c", "sp=rcwd")]
    [InlineData("sr=b", "sr=c")]
    public void Grant_WithMoreWrittenIntoIt_IsRefused(string given, string wanted)
    {
        var grant = ToCreate(Held);
        Assert.Contains(given, grant.Query, StringComparison.Ordinal);
        AssertRefused(HttpMethod.Delete, new Uri(grant.AbsoluteUri.Replace(given, wanted, StringComparison.Ordinal)));
    }

    [Fact]
    public void Grant_Given_IsForOneBlobOneRightAndOneHourAtMost()
    {
        var query = System.Web.HttpUtility.ParseQueryString(grants.ToCreate(New, TimeSpan.FromHours(1), IPAddress.Parse("192.0.2.7")).Query);
        Assert.Equal(["b", "c", "https,http", "192.0.2.7"], [query["sr"], query["sp"], query["spr"], query["sip"]]);
        Assert.InRange(DateTimeOffset.Parse(query["se"]!, System.Globalization.CultureInfo.InvariantCulture), TimeProvider.System.GetUtcNow().AddMinutes(50), TimeProvider.System.GetUtcNow().AddHours(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => grants.ToCreate(New, TimeSpan.FromHours(1) + TimeSpan.FromTicks(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => grants.ToRead(New, TimeSpan.Zero));
        Assert.Throws<ArgumentException>(() => grants.ToCreate("../two/packs/x", TimeSpan.FromMinutes(1)));
    }

    private Uri ToCreate(string name) => grants.ToCreate(name, TimeSpan.FromMinutes(5));

    private Uri ToRead(string name) => grants.ToRead(name, TimeSpan.FromMinutes(5));

    private static Uri With(Uri grant, string query) => new($"{grant.AbsoluteUri}&{query}");

    private static Uri Moved(Uri grant, string from, string to) => new(grant.AbsoluteUri.Replace(from, to, StringComparison.Ordinal));

    private Uri Listing(Uri grant, string prefix) => new($"{Azurite.Endpoint}/{Place.Container}{grant.Query}&restype=container&comp=list&prefix={Uri.EscapeDataString(prefix)}");

    private void AssertRefused(HttpMethod method, Uri uri, byte[]? body = null, bool ifNoneMatch = true, bool blobType = true, (string, string)? header = null)
    {
        Assert.Equal(HttpStatusCode.Forbidden, Send(method, uri, body, ifNoneMatch, blobType, header));
        Assert.Equal(Content, ReadAll(store, Held));
    }

    private HttpStatusCode Send(HttpMethod method, Uri uri, byte[]? body = null, bool ifNoneMatch = true, bool blobType = true, (string Name, string Value)? header = null)
    {
        using var request = new HttpRequestMessage(method, uri);
        request.Headers.Add("x-ms-version", "2024-11-04");
        if (method == HttpMethod.Put)
        {
            request.Content = new ByteArrayContent(body ?? []);
            if (blobType) request.Headers.Add("x-ms-blob-type", "BlockBlob");
            if (ifNoneMatch && blobType) request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
        }
        if (header is { } one) request.Headers.Add(one.Name, one.Value);
        using var response = http.Send(request);
        return response.StatusCode;
    }
}
