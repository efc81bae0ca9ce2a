using System.Text.Json;
using Holdfast.Browser.Tests.Browsing;
using Holdfast.Contracts.Api;
using Microsoft.Data.Sqlite;

namespace Holdfast.Browser.Tests.Planting;

/// <summary>A server in which every text that comes from elsewhere is markup: names of files and folders as they are, the rest written into its catalog, for no name of the API's would be taken.</summary>
public sealed class PlantedServer : IDisposable
{
    private const string Below = Payloads.Image + " folder";

    private readonly Dictionary<string, string> ids = [];
    private Task<string>? state;

    public PlantedServer()
    {
        var run = Server.Installation;
        var folder = Server.Folder(Payloads.Script, [.. Payloads.Names.Select(name => (name, "content")), .. Payloads.Names.Select(name => ($"{Below}/{name}", "below"))]);
        var gone = Server.Folder(Payloads.Vector, ("x.txt", "x"));
        foreach (var path in (string[])[folder, gone]) run.Done("protect", path);
        run.Done("recover", folder, "--to", Path.Combine(run.NewFolder(), Payloads.Image), "--item", Below);
        Directory.Delete(gone, recursive: true);
        run.Job("recovery-point", "create", gone);
        Server.MakeAccount("eve", "reader");
        run.Settled();
        CatalogFile.Change(Server, Plant);
        Find();
    }

    internal ConsoleServer Server { get; } = new();

    internal string Address(string template)
    {
        foreach (var (name, id) in ids) template = template.Replace('{' + name + '}', Uri.EscapeDataString(id), StringComparison.Ordinal);
        return Server.Address + template;
    }

    internal Task<string> State(Chromium chromium) => state ??= SignIn(chromium);

    private async Task<string> SignIn(Chromium chromium)
    {
        var page = await Server.SignInByLink(await chromium.NewPage());
        return await page.Context.StorageStateAsync();
    }

    private static void Plant(SqliteConnection catalog)
    {
        (string, object)[] words = [("$image", Payloads.Image), ("$script", Payloads.Script), ("$vector", Payloads.Vector), ("$address", Payloads.Address), ("$reversed", Payloads.Reversed)];
        foreach (var (change, least) in ((string, int)[])[
            ("UPDATE protection_groups SET name = $image || $reversed, name_key = 'planted'", 1),
            ("UPDATE job_errors SET message = $script || message, remedy = $image, item = $vector", 1),
            ("UPDATE alerts SET message = $script || $reversed, remedy = $image", 1),
            ("UPDATE accounts SET name = $image, name_key = 'planted' WHERE name = 'eve'", 1),
            ("INSERT INTO subscriptions (id, address, severities, types, group_ids, created) VALUES ('planted', $image || '@example.org', '[]', '[]', '[]', 1)", 1),
            ("INSERT INTO agents (id, name, name_key, version, operating_system, enrolled, last_contact, roaming, throttle) SELECT 'planted', $image, 'planted', $script, $vector, created, created, 0, '' FROM jobs LIMIT 1", 1),
            ("INSERT INTO agent_tokens (id, secret_hash, host, created, expires) SELECT 'planted', 'planted', $script, created, created + 36000000000000 FROM jobs LIMIT 1", 1),
            ("""
             INSERT INTO sources (id, name, server, path, group_id, online, exclude_globs, exclude_extensions, cross_mount_points, replica_state)
             SELECT 'planted' || rowid, $address, $image, $script || rowid, group_id, 0, '["<img src=x onerror=window.planted=1>"]', '[]', 0, 'ok' FROM sources
             """, 1),
            ("INSERT INTO credentials (target, account, secret, changed) SELECT $script, $image || $reversed, 'none', created FROM jobs LIMIT 1", 1),
            ("""
             INSERT INTO drills (id, source_id, source_name, source_path, server, point_id, point_created, ended, depth, sound, findings, recovery_ms, online)
             SELECT 'planted', 'planted', $image || $reversed, $script, $vector, 'planted', created, created, $script, 0, '["<img src=x onerror=window.planted=1>"]', 4200, 0 FROM jobs LIMIT 1
             """, 1),
            ("UPDATE jobs SET server = $image WHERE state = 'failed'", 1)])
            Assert.True(catalog.Do(change, words) >= least, change);
    }

    private void Find()
    {
        var run = Server.Installation;
        var sources = JsonSerializer.Deserialize(run.Do("source", "list").Output, ApiJson.Default.SourceList)!.Sources;
        ids["group"] = JsonSerializer.Deserialize(run.Do("group", "list").Output, ApiJson.Default.GroupList)!.Groups[0].Id;
        ids["point"] = run.Points().MaxBy(point => point.Items)!.Id;
        ids["source"] = run.Points().MaxBy(point => point.Items)!.Source;
        ids["planted"] = sources.First(source => source.Id.StartsWith("planted", StringComparison.Ordinal)).Id;
        ids["failedJob"] = run.Jobs().First(job => job.State == JobStates.Failed).Id;
        ids["recovery"] = run.Jobs().First(job => job.Type == JobTypes.Recovery).Id;
        ids["alert"] = run.Alerts()[0].Id;
        (ids["file"], ids["folder"], ids["text"], ids["address"]) = (Payloads.Vector, Below, Payloads.Image, Payloads.Address);
    }

    public void Dispose() => Server.Dispose();
}
