using Holdfast.Contracts.Api.Setup;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Accounts;
using Holdfast.Server.Catalog;
using Holdfast.Server.Engine;
using Holdfast.Server.Hosting;
using Holdfast.Server.Setup;

namespace Holdfast.Server.Tests.Setup;

/// <summary>An empty data folder, and an installation into it with an engine that makes the files of a real one.</summary>
internal sealed class SetupFolder : IDisposable
{
    public const string Password = "Unguessable-42-words", Name = "anna";

    private readonly string folder = Directory.CreateTempSubdirectory("holdfast-setup-").FullName;

    public string Data => Path.Combine(folder, "data");

    public string Other(string name) => Path.Combine(folder, name);

    public MadeUpMachine Machine { get; } = new();

    public FakePool Pool { get; } = new();

    public SetupFiles Files => new(Data);

    public InstallTools Tools(TimeProvider? time = null, Action<string>? reached = null, Action? opening = null) => new(
        (options, _, clock) =>
        {
            opening?.Invoke();
            MakeFiles(options);
            return new OpenedEngine(new FakeEngine(Pool, clock), ["A pool was made."]);
        },
        Machine, time ?? TimeProvider.System, reached ?? (_ => { }));

    public InstallOrder Order(SetupAnswers? answers = null, string? catalog = null, ProvedFactor? factor = null, string? passphrase = null) => new(
        answers ?? new SetupAnswers(Administrator: Name), catalog, catalog is not null, new FirstAccount(Guid.NewGuid().ToString("N"), Name, Password, factor), passphrase);

    public async Task<PhaseBoard> Install(InstallOrder order, InstallTools? tools = null)
    {
        using var directory = Claim();
        var board = new PhaseBoard();
        await new Installer(directory, tools ?? Tools(), board).Run(order, AnswerRules.Plan(order.Answers, Data, 8421), CancellationToken.None);
        return board;
    }

    /// <summary>A process that another test starts at this moment may hold the lock's copy until it runs.</summary>
    public DataDirectory Claim()
    {
        DataDirectory? claimed = null;
        Assert.True(SpinWait.SpinUntil(() =>
        {
            try
            {
                claimed = DataDirectory.Claim(Data);
                return true;
            }
            catch (HoldfastException failure) when (failure.Code == ErrorCode.AlreadyRunning)
            {
                return false;
            }
        }, TimeSpan.FromSeconds(10)));
        return claimed!;
    }

    public void Settle(string? catalog = null)
    {
        using var directory = Claim();
        InstallSettlement.Settle(directory, catalog);
    }

    /// <summary>Claims the folder and lets it go, as a start does that finds nothing to do.</summary>
    public void Touch()
    {
        using var directory = Claim();
        directory.Installation();
    }

    /// <summary>Everything in the data folder and beside it, but for what each claim makes and for the answers.</summary>
    public string[] Content() => [.. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path))
        .Where(path => Path.GetFileName(path) is not ("server.lock" or "installation" or SetupFiles.RecordName or "secrets" or "index")).Order(StringComparer.Ordinal)];

    public IReadOnlyList<AccountRow> Accounts(string? catalogText = null)
    {
        using var directory = Claim();
        using var catalog = new ServerCatalog(CatalogPlace.Open(catalogText, null, directory.Path, directory.CatalogFile, directory.Installation));
        return catalog.Accounts.All();
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void MakeFiles(EngineOptions options)
    {
        foreach (var path in new[] { options.PassphraseFile, options.PoolKeys, options.VaultKeys, options.VaultClientKey("k1"), options.DiskList, options.VaultRegistration, Path.Combine(options.FirstDisk, "holdfast-pool.json"), Path.Combine(options.EmbeddedVault, "storage", "x"), Path.Combine(options.PoolIndex, "y") })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (!File.Exists(path)) File.WriteAllText(path, path == options.PassphraseFile ? "generated generated generated\n" : "made");
        }
    }
}
