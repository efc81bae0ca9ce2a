using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Recovery;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Tests.Protect;
using Holdfast.Server.Tests.Vault.Real;

namespace Holdfast.Server.Tests.Recovery.Content;

/// <summary>Files out of a real pool, a real vault, and another server's copy.</summary>
public sealed class RealContentTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("holdfast-realcontent-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Content_FromPoolVaultAndExternalServer_IsTheFile()
    {
        await using var site = await VaultSite.Start(Path.Combine(folder, "vault"), TimeProvider.System);
        await using var server = await RealServer.Start(folder, TimeProvider.System);
        server.Write("large.bin", 11_000_000);
        var holes = new byte[9_000_000];
        holes.AsSpan(6_000_000).Fill(7);
        File.WriteAllBytes(Path.Combine(server.Source, "holes.bin"), holes);
        File.WriteAllBytes(Path.Combine(server.Source, "empty"), []);
        Directory.CreateDirectory(Path.Combine(server.Source, "folder"));
        File.CreateSymbolicLink(Path.Combine(server.Source, "link"), "/etc/passwd");
        await server.Register(site);
        var job = await server.Protect();
        await using var other = await RealServer.Start(Path.Combine(folder, "other"), TimeProvider.System);
        var known = (await server.Client.VaultServers()).Servers[0].Id;
        await other.Client.AddExternal(new AddExternalRequest(site.Credentials(), known, RealServer.Passphrase));

        foreach (var name in (string[])["a.txt", "b.bin", "large.bin", "holes.bin", "empty"])
        {
            var expected = File.ReadAllBytes(Path.Combine(server.Source, name));
            foreach (var (client, query) in Places(name))
            {
                using var content = await client.Recovery.Content(query);
                Assert.Equal((job.RecoveryPoint, (long)expected.Length), (content.RecoveryPoint, content.Size));
                Same(expected, await All(content), $"{name} differs: {query}");
                if (expected.Length < 10) continue;
                using var rest = await client.Recovery.Content(query with { Offset = expected.Length * 2L / 3 });
                Same(expected[(expected.Length * 2 / 3)..], await All(rest), $"the rest of {name} differs: {query}");
                using var preview = await client.Recovery.Content(query with { Limit = 3000 });
                Same(expected[..3000], await All(preview), $"the preview of {name} differs: {query}");
            }
        }
        foreach (var (client, query) in Places("folder").Concat(Places("link"))) Assert.Equal(ErrorCode.ItemHasNoContent, await ProtectTests.Refused(client.Recovery.Content(query)));
        foreach (var path in (string[])["nothing", "../data/token", "/etc/passwd", "a.txt/..", "link/x", "folder/../a.txt"])
            Assert.Equal(ErrorCode.NotFound, await ProtectTests.Refused(server.Client.Recovery.Content(new ContentQuery(server.Source, path))));

        var versions = await other.Client.Recovery.Versions(server.Source, "a.txt", externalServer: known);
        Assert.Equal(job.RecoveryPoint, Assert.Single(versions.Versions).RecoveryPoint);
        Assert.Equal(2, (await other.Client.Recovery.Browse(new BrowseQuery(server.Source) { ExternalServer = known, Limit = 2, Order = "size" })).Items.Count);

        IEnumerable<(HoldfastClient, ContentQuery)> Places(string path) =>
        [
            (server.Client, new ContentQuery(server.Source, path)), (server.Client, new ContentQuery(server.Source, path) { Online = true }),
            (other.Client, new ContentQuery(server.Source, path) { ExternalServer = known }),
        ];
    }

    [Fact]
    public async Task Versions_SearchAndSince_OfRealPoints_TellWhatChanged()
    {
        await using var server = await RealServer.Start(folder, TimeProvider.System);
        Directory.CreateDirectory(Path.Combine(server.Source, "sub"));
        for (var i = 0; i < 300; i++) server.Write($"sub/file-{i:D3}", 200 + i);
        var first = await server.Protect(online: false);
        server.Write("a.txt", 6_000);
        server.Write("sub/file-007", 900, seed: 5);
        server.Write("sub/new", 10);
        var second = await server.Point(online: false);
        var third = await server.Point(online: false);

        var versions = (await server.Client.Recovery.Versions(server.Source, "a.txt")).Versions;
        Assert.Equal(
            [(third.RecoveryPoint, "same", 6000L), (second.RecoveryPoint, "changed", 6000L), (first.RecoveryPoint, "first", 5000L)],
            versions.Select(version => ((string?)version.RecoveryPoint, version.Change, version.Item.Size)));
        var page = await server.Client.Recovery.Browse(new BrowseQuery(server.Source) { Path = "sub", Since = first.RecoveryPoint });
        Assert.Equal(301, page.Total);
        Assert.Equal(["file-007 changed", "new new"], page.Items.Where(item => item.Change != "same").Select(item => $"{item.Name} {item.Change}"));

        var everywhere = await server.Client.Recovery.Search(new SearchQuery("FILE-007"));
        Assert.Equal([third.RecoveryPoint, second.RecoveryPoint, first.RecoveryPoint], everywhere.Items.Select(hit => hit.RecoveryPoint));
        Assert.Equal([900L, 900L, 207L], everywhere.Items.Select(hit => hit.Item.Size));
        Assert.Equal(301, (await server.Client.Recovery.Search(new SearchQuery("e") { Once = true, Source = server.Source })).Items.Count(hit => hit.Item.Path.StartsWith("sub/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Content_DamagedPack_NeverLooksLikeAWholeFile()
    {
        await using var server = await RealServer.Start(folder, TimeProvider.System);
        server.Write("large.bin", 24_000_000);
        await server.Protect(online: false);
        var expected = File.ReadAllBytes(Path.Combine(server.Source, "large.bin"));
        // A stretch in the middle of the largest pack, behind what the first window reads.
        var pack = Directory.EnumerateFiles(server.Data, "*", SearchOption.AllDirectories).Where(path => path.Contains("/packs/", StringComparison.Ordinal)).MaxBy(path => new FileInfo(path).Length)!;
        using (var file = new FileStream(pack, FileMode.Open, FileAccess.Write))
        {
            file.Position = file.Length * 3 / 5;
            file.Write(new byte[100_000]);
        }
        var got = new MemoryStream();
        var code = ErrorCode.None;
        try
        {
            using var content = await server.Client.Recovery.Content(new ContentQuery(server.Source, "large.bin"));
            await content.CopyToAsync(got);
        }
        catch (HoldfastException failure)
        {
            code = failure.Code;
        }
        Assert.True(code is ErrorCode.ContentIncomplete or ErrorCode.ChunkDamaged, $"ended with {code} after {got.Length} bytes");
        Assert.True(got.Length < expected.Length);
        Assert.True(expected.AsSpan(0, (int)got.Length).SequenceEqual(got.ToArray()), "bytes that were never in the file");
    }

    private static void Same(byte[] expected, byte[] actual, string otherwise) => Assert.True(expected.AsSpan().SequenceEqual(actual), otherwise);

    private static async Task<byte[]> All(Stream stream)
    {
        using var all = new MemoryStream();
        await stream.CopyToAsync(all);
        return all.ToArray();
    }
}
