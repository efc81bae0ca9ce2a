using System.Text.Json;
using Holdfast.Contracts.Api;
using Holdfast.Testing.Postgres;

namespace Holdfast.Browser.Tests.Browsing;

/// <summary>A small office: groups with schedules, sources on disk and in the vault, two weeks of history, a recovery, a source that fails, and accounts.</summary>
internal sealed class Sample : IDisposable
{
    internal const string Administrator = "ada", Reader = "rita", RecoveryOperator = "rex", Operator = "otto", Scoped = "sam";

    private readonly Dictionary<string, string> ids = [];
    private readonly Dictionary<string, Task<string>> states = [];
    // Where there are no programs of PostgreSQL, its pages are looked at with a source of files.
    private readonly PostgresServer? cluster = PostgresPrograms.Debian.Missing is null ? PostgresServer.Make(PostgresPrograms.Debian) : null;

    internal Sample()
    {
        Fill();
        History.Write(Server);
        MakeAccounts();
        Find();
    }

    internal ConsoleServer Server { get; } = new();

    /// <summary>Puts ids of the sample into an address with names in braces.</summary>
    internal string Address(string template)
    {
        foreach (var (name, id) in ids) template = template.Replace('{' + name + '}', Uri.EscapeDataString(id), StringComparison.Ordinal);
        return Server.Address + template;
    }

    internal string Id(string name) => ids[name];

    /// <summary>Cookies of an account; who has signed in once need not do it again.</summary>
    internal Task<string> State(Chromium chromium, string account)
    {
        lock (states)
        {
            if (!states.TryGetValue(account, out var state)) states[account] = state = SignIn(chromium, account);
            return state;
        }
    }

    private async Task<string> SignIn(Chromium chromium, string account)
    {
        var page = await Server.SignedIn(chromium, account);
        var state = await page.Context.StorageStateAsync();
        await page.Context.CloseAsync();
        return state;
    }

    private void Fill()
    {
        var (run, text) = (Server.Installation, string.Concat(Enumerable.Repeat("A line of a letter that is kept for ten years.\n", 400)));
        var office = Server.Folder("Office documents", [("contracts/2026/lease.txt", text), ("contracts/2026/supplier.txt", text + "2"), ("invoices/invoice-1041.csv", "number;amount\n1041;320"),
            .. Enumerable.Range(1, 30).Select(i => ($"letters/letter-{i:00}.txt", $"Letter {i}\n{text}"))]);
        var projects = Server.Folder("Projects", [("bridge/plan.txt", text + "bridge"), ("bridge/notes.md", "# Notes"), ("tower/plan.txt", text + "tower")]);
        var mail = Server.Folder("Mail archive", [.. Enumerable.Range(1, 12).Select(i => ($"2026-{i:00}.mbox", $"From month {i}\n{text}{text}"))]);
        var (web, old, gone) = (Server.Folder("Web site", ("index.html", "<h1>Hello</h1>"), ("style.css", "h1 { color: teal }")), Server.Folder("Old wiki", ("page.txt", "old")), Server.Folder("USB drive", ("x.txt", "x")));
        run.Do("group", "create", "Office", "--online", "--points", "12:00,18:00", "--sync-every", "1h", "--retention-days", "14");
        run.Do("group", "create", "Web and projects", "--points", "20:00", "--retention-days", "30");
        foreach (var folder in (string[])[office, mail]) run.Done("protect", folder, "--group", "Office", "--online");
        foreach (var folder in (string[])[projects, web, old, gone]) run.Done("protect", folder, "--group", "Web and projects");
        File.WriteAllText(Path.Combine(office, "letters", "letter-01.txt"), "Letter 1, corrected\n" + text);
        run.Do("recovery-point", "create", office, "--online", "--wait");
        run.Done("recover", office, "--to", run.NewFolder(), "--item", "contracts");
        run.Do("group", "stop", "Web and projects", "--keep-data", "--source", old);
        if (cluster is not null) ProtectCluster(cluster);
        Directory.Delete(gone, recursive: true);
        run.Job("recovery-point", "create", gone);
        run.Settled();
    }

    private void ProtectCluster(PostgresServer server)
    {
        var (run, address, password) = (Server.Installation, $"postgresql://127.0.0.1:{server.Port}", Server.Installation.InRoot("cluster-password.txt"));
        File.WriteAllText(password, PostgresServer.Password);
        run.Do("credential", "set", "postgresql://127.0.0.1", "--user", PostgresServer.User, "--password-file", password);
        run.Job("protect", address, "--group", "Databases");
        ids["drill"] = run.Job("drill", address).Job.Id;
    }

    private void MakeAccounts()
    {
        Server.MakeAccount(Administrator, "administrator");
        Server.MakeAccount(Operator, "operator");
        Server.MakeAccount(RecoveryOperator, "recovery-operator");
        Server.MakeAccount(Reader, "reader");
        Server.MakeAccount(Scoped, "recovery-operator", "--scope-group", "Web and projects");
    }

    private void Find()
    {
        var run = Server.Installation;
        var groups = JsonSerializer.Deserialize(run.Do("group", "list").Output, ApiJson.Default.GroupList)!.Groups;
        var sources = JsonSerializer.Deserialize(run.Do("source", "list").Output, ApiJson.Default.SourceList)!.Sources;
        string Source(string name) => sources.Single(source => source.Name == name).Id;
        (ids["group"], ids["otherGroup"]) = (groups.Single(group => group.Name == "Office").Id, groups.Single(group => group.Name == "Web and projects").Id);
        (ids["source"], ids["otherSource"], ids["inactive"]) = (Source("Office documents"), Source("Projects"), Source("Old wiki"));
        ids["point"] = run.Points().Where(point => point.Source == ids["source"]).MaxBy(point => point.Created)!.Id;
        ids["otherPoint"] = run.Points().First(point => point.Source == ids["otherSource"]).Id;
        ids["application"] = sources.FirstOrDefault(source => source.Kind == "postgresql")?.Id ?? ids["source"];
        ids["applicationPoint"] = run.Points().First(point => point.Source == ids["application"]).Id;
        ids.TryAdd("drill", "none");
        ids["failedJob"] = run.Jobs().First(job => job.State == JobStates.Failed).Id;
        ids["recovery"] = run.Jobs().First(job => job.Type == JobTypes.Recovery).Id;
        ids["alert"] = run.Alerts()[0].Id;
    }

    public void Dispose()
    {
        Server.Dispose();
        cluster?.Dispose();
    }
}
