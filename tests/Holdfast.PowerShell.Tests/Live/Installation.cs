using Holdfast.Contracts.Api;
using Holdfast.Contracts.Connection;
using RunningProgram = Holdfast.Testing.Programs.Program;

namespace Holdfast.PowerShell.Tests.Live;

/// <summary>The program itself, in a data folder of its own, with a vault. Its server ends with the tests, however they end.</summary>
public class Installation : IAsyncLifetime
{
    private RunningProgram? server;

    /// <summary>The server's data folder.</summary>
    public string Data { get; } = Directory.CreateTempSubdirectory("holdfast-shell-").FullName;

    public HoldfastClient Client { get; private set; } = null!;

    /// <summary>Where it listens.</summary>
    internal string Url => LocalInstallation.Of(Data).Url;

    /// <summary>File of certificates that the server trusts besides those of this computer; null for none.</summary>
    private protected virtual string? Trusted => null;

    /// <summary>What the server has printed.</summary>
    internal string Said => server?.Said ?? "";

    internal string In(string path) => Path.Combine(Data, path);

    public virtual ValueTask InitializeAsync()
    {
        server = RunningProgram.StartSaying("Holdfast is ready: ", "/usr/bin/env", Line(["up", "--port", "0"]));
        Client = new HoldfastClient(new Uri(Url), LocalInstallation.Token(Data));
        return ValueTask.CompletedTask;
    }

    public virtual ValueTask DisposeAsync()
    {
        Client?.Dispose();
        server?.Dispose();
        Directory.Delete(Data, recursive: true);
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Ends the server as its administrator does.</summary>
    internal void Stop()
    {
        Run("down");
        server!.WaitForEnd();
    }

    /// <summary>Runs the program; what it printed.</summary>
    internal string Run(params string[] arguments) => RunningProgram.Run("/usr/bin/env", Line(arguments));

    private IEnumerable<string> Line(IEnumerable<string> arguments)
    {
        // The host that runs the tests knows where the runtime is; the executable would look only in the usual places.
        var runtime = new FileInfo(typeof(object).Assembly.Location).Directory!.Parent!.Parent!.Parent!;
        var program = Environment.GetEnvironmentVariable("HOLDFAST_TEST_PROGRAM") ?? Path.Combine(AppContext.BaseDirectory, "holdfast");
        IEnumerable<string> trusted = Trusted is null ? [] : [$"SSL_CERT_FILE={Trusted}"];
        return [$"{DataFolder.Variable}={Data}", $"DOTNET_ROOT={runtime.FullName}", .. trusted, program, .. arguments];
    }
}
