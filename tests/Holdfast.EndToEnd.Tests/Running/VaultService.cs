namespace Holdfast.EndToEnd.Tests.Running;

/// <summary>A vault service in a process of its own, and the commands of its owner.</summary>
internal sealed class VaultService : IDisposable
{
    internal const string Name = "Depot";
    private ServerProcess? process;
    private string port = "0";

    /// <param name="hasVault">With a vault in it.</param>
    internal VaultService(string root, bool hasVault = true)
    {
        Folder = Path.Combine(root, "vault-service");
        Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Start();
        if (hasVault) Do("vault", "create", Name);
    }

    internal string Folder { get; }

    internal string Said => process!.Said;

    internal void Start()
    {
        process?.Dispose();
        process = new ServerProcess(Executable.Start(["vault", "serve", "--port", port, "--data", Folder]), "The vault service is ready: ");
        Assert.True(process.IsReady, $"The vault service did not start: {process.Said}");
        port = new Uri(process.Said[process.Said.IndexOf("https://", StringComparison.Ordinal)..].Split('\n')[0].Trim()).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    internal void Kill() => process?.Kill();

    internal Outcome Run(params string[] arguments) =>
        Tool.Finish(Executable.Start([.. arguments, "--data", Folder]), "holdfast " + string.Join(' ', arguments));

    internal Outcome Do(params string[] arguments) => Run([.. arguments, "--json"]).Expect(0);

    /// <summary>A new credentials file: each is good for one server.</summary>
    internal string Credentials()
    {
        var path = Path.Combine(Folder, "..", "credentials-" + Guid.NewGuid().ToString("N"));
        Do("vault", "credentials", Name, "--out", path);
        return Path.GetFullPath(path);
    }

    internal string Pin() => Do("vault", "pin", Name).Json.GetProperty("pin").GetString()!;

    public void Dispose() => process?.Dispose();
}
