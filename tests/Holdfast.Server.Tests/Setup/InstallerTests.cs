using Holdfast.Contracts.Accounts;
using Holdfast.Contracts.Api.Setup;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Accounts;
using Holdfast.Server.Hosting;
using Holdfast.Server.Setup;
using Holdfast.Server.Setup.Checks;
using Holdfast.Testing.Postgres;

namespace Holdfast.Server.Tests.Setup;

public sealed class InstallerTests(PostgresCluster postgres) : IDisposable
{
    private readonly SetupFolder folder = new();

    public static TheoryData<string> Places { get; } = new(
        InstallPhases.All.Where(phase => phase.Id != InstallPhases.Checks).SelectMany(phase => new[] { $"setup.{phase.Id}", $"setup.{phase.Id}-done" }).Append("setup.pool-passphrase").Append("setup.finish-recorded"));

    [Fact]
    public async Task Run_Undisturbed_InstallsEverything()
    {
        var answers = new SetupAnswers(Administrator: SetupFolder.Name, PoolFolder: folder.Other("disk"), ScratchFolder: folder.Other("scratch"), Proxy: "http://proxy.example:3128");
        var board = await folder.Install(folder.Order(answers, passphrase: "correct horse battery staple"));
        Assert.All(board.Phases, phase => Assert.Equal(("done", 100), (phase.State, phase.Percent)));
        Assert.True(InstallPresence.IsInstalled(folder.Data));
        Assert.Equal(new SetupRecord(answers, IsInstalled: true), folder.Files.Record);
        Assert.Null(folder.Files.Journal);
        var account = Assert.Single(folder.Accounts());
        Assert.Equal((SetupFolder.Name, RoleNames.Administrator), (account.Name, account.Role));
        Assert.Equal("correct horse battery staple\n", File.ReadAllText(Path.Combine(folder.Data, "secrets", "passphrase.txt")));
        Assert.True(File.Exists(Path.Combine(folder.Other("disk"), "holdfast-pool.json")) && Directory.Exists(Path.Combine(folder.Other("scratch"), "pool")));
        Assert.Contains("proxy.example", File.ReadAllText(Path.Combine(folder.Data, "settings.json")), StringComparison.Ordinal);
        Assert.DoesNotContain(SetupFolder.Password, string.Concat(Directory.EnumerateFiles(folder.Data, "*.json").Select(File.ReadAllText)), StringComparison.Ordinal);
    }

    /// <summary>A kill leaves all files as they are, and so does what this throws.</summary>
    [Theory]
    [MemberData(nameof(Places))]
    public async Task Run_KilledAt_IsFinishedOrUndoneAtTheNextStart(string place)
    {
        folder.Touch();
        Directory.CreateDirectory(folder.Other("disk"));
        var answers = new SetupAnswers(Administrator: SetupFolder.Name, PoolFolder: folder.Other("disk"), ScratchFolder: folder.Other("scratch"), Proxy: "http://proxy.example:3128");
        folder.Files.Change(record => record with { Answers = answers });
        var before = folder.Content();
        await Assert.ThrowsAsync<OperationCanceledException>(() => folder.Install(
            folder.Order(answers, passphrase: "correct horse battery staple"), folder.Tools(reached: reached => { if (reached == place) throw new OperationCanceledException(); })));
        Assert.Equal(place == "setup.finish-done", folder.Files.Journal is null);
        Assert.True(place == "setup.finish-done" || !InstallPresence.IsInstalled(folder.Data), "half-installed counted as installed");

        folder.Settle();

        Assert.Null(folder.Files.Journal);
        if (InstallPresence.IsInstalled(folder.Data))
        {
            Assert.Contains(place, (string[])["setup.account-done", "setup.finish", "setup.finish-recorded", "setup.finish-done"]);
            Assert.Single(folder.Accounts());
            Assert.True(folder.Files.Record!.IsInstalled);
            return;
        }
        Assert.Equal(before, folder.Content());
        Assert.Equal(answers, folder.Files.Record!.Answers);
        folder.Settle();
        await folder.Install(folder.Order(answers));
        Assert.Single(folder.Accounts());
    }

    [Fact]
    public async Task Undo_CutOff_IsDoneAgain()
    {
        folder.Touch();
        var before = folder.Content();
        await Assert.ThrowsAsync<OperationCanceledException>(() => folder.Install(folder.Order(), folder.Tools(reached: place => { if (place == "setup.account") throw new OperationCanceledException(); })));
        File.Delete(Path.Combine(folder.Data, "secrets", "pool.keys")); // as far as an undo that was killed had come
        folder.Settle();
        Assert.Equal(before, folder.Content());
    }

    [Fact]
    public async Task Run_EngineFails_TakesEverythingBackAndSaysWhy()
    {
        folder.Touch();
        File.WriteAllText(Path.Combine(folder.Data, "settings.json"), """{ "workers": 3 } // by hand""");
        var before = folder.Content();
        var tools = folder.Tools(opening: () => throw new HoldfastException(ErrorCode.DiskRefused, "The folder does not suit."));
        var answers = new SetupAnswers(Administrator: SetupFolder.Name, ScratchFolder: folder.Other("scratch"));
        var failure = await Assert.ThrowsAsync<HoldfastException>(() => folder.Install(folder.Order(answers), tools));
        Assert.Equal(ErrorCode.DiskRefused, failure.Code);
        Assert.Equal(before, folder.Content());
        Assert.Equal("""{ "workers": 3 } // by hand""", File.ReadAllText(Path.Combine(folder.Data, "settings.json")));
        await folder.Install(folder.Order(answers));
        Assert.Contains("\"workers\": 3", File.ReadAllText(Path.Combine(folder.Data, "settings.json")).Replace("\":3", "\": 3", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_FailedCheck_MakesNothing()
    {
        folder.Touch();
        folder.Machine.Facts = MadeUpMachine.Good with { HostName = "back_up" };
        var before = folder.Content();
        var failure = await Assert.ThrowsAsync<HoldfastException>(() => folder.Install(folder.Order()));
        Assert.Equal(ErrorCode.SetupCheckFailed, failure.Code);
        Assert.Contains("back_up", failure.Message, StringComparison.Ordinal);
        Assert.Equal(before, folder.Content());
    }

    [Fact]
    public async Task Undo_FoldersThatHeldSomething_AreLeftAlone()
    {
        folder.Touch();
        Directory.CreateDirectory(folder.Other("disk"));
        File.WriteAllText(Path.Combine(folder.Other("disk"), "precious"), "x");
        var tools = folder.Tools(reached: place => { if (place == "setup.pool-done") throw new OperationCanceledException(); });
        await Assert.ThrowsAsync<OperationCanceledException>(() => folder.Install(folder.Order(new SetupAnswers(PoolFolder: folder.Other("disk"))), tools));
        folder.Settle();
        Assert.True(File.Exists(Path.Combine(folder.Other("disk"), "precious")));
    }

    [Fact]
    public async Task Run_WithPostgres_KeepsTheTextPrivately_AndAKillIsSettled()
    {
        Assert.SkipWhen(PostgresCluster.Missing is not null, PostgresCluster.Missing ?? "");
        var text = postgres.NewDatabase();
        await Assert.ThrowsAsync<OperationCanceledException>(() => folder.Install(folder.Order(catalog: text), folder.Tools(reached: place => { if (place == "setup.account") throw new OperationCanceledException(); })));
        folder.Settle();
        Assert.False(InstallPresence.IsInstalled(folder.Data));
        await Assert.ThrowsAsync<OperationCanceledException>(() => folder.Install(folder.Order(catalog: text), folder.Tools(reached: place => { if (place == "setup.account-done") throw new OperationCanceledException(); })));
        folder.Settle();
        Assert.True(InstallPresence.IsInstalled(folder.Data));
        Assert.Single(folder.Accounts(text));
        var file = Path.Combine(folder.Data, "secrets", "catalog.txt");
        Assert.Equal(text, File.ReadAllText(file).Trim());
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Contains("secrets/catalog.txt", File.ReadAllText(Path.Combine(folder.Data, "settings.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Claim_ByTwo_IsRefusedToTheSecond()
    {
        using var first = DataDirectory.Claim(folder.Data);
        Assert.Equal(ErrorCode.AlreadyRunning, Assert.Throws<HoldfastException>(() => DataDirectory.Claim(folder.Data)).Code);
    }

    [Fact]
    public void CatalogTest_UnreachableAndReachable_SaysWhich()
    {
        var installation = "i1";
        Assert.SkipWhen(PostgresCluster.Missing is not null, PostgresCluster.Missing ?? "");
        var parts = new Npgsql.NpgsqlConnectionStringBuilder(postgres.NewDatabase());
        var (host, port, database, user, password) = (parts.Host, parts.Port, parts.Database, parts.Username, parts.Password);
        Assert.True(CatalogTester.Test(new CatalogChoice(), null, installation).Ok);
        var good = CatalogTester.Test(new CatalogChoice(CatalogChoice.Postgres, host, port, database, user, password, "disable"), null, installation);
        Assert.True(good.Ok, good.Reason);
        Assert.StartsWith("PostgreSQL ", good.Product, StringComparison.Ordinal);
        var bad = CatalogTester.Test(new CatalogChoice(CatalogChoice.Postgres, host, port, "nothing_of_the_kind", user, password, "disable"), null, installation);
        Assert.False(bad.Ok);
        Assert.NotEmpty(bad.Remedy!);
        Assert.DoesNotContain("s3cret", CatalogTester.Test(new CatalogChoice(CatalogChoice.Postgres, "127.0.0.1", 1, "x", "y", "s3cret", "disable"), null, installation).Reason!, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
