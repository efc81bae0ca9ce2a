using Holdfast.Connection;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Connection;
using Holdfast.Contracts.Errors;
using Holdfast.Output;

namespace Holdfast.CommandLine;

/// <summary>What one run of a command works with. The connection to the server is made when it is first asked for.</summary>
internal sealed class Session(string dataDirectory, string? remoteUrl, bool json, CancellationToken stop) : IDisposable
{
    private IApiServer? server;
    private string? confirmation;
    private HoldfastClient? client;

    /// <summary>Absolute.</summary>
    internal string DataDirectory => dataDirectory;

    /// <summary>Address of the server on another computer that is meant; null: the local installation.</summary>
    internal string? RemoteUrl => remoteUrl;

    internal CancellationToken Stop => stop;

    internal ResultWriter Result { get; } = new(json);

    internal bool IsJson => json;

    internal HoldfastClient Client => client ??= Server.Connect();

    /// <summary>For content that is taken as it comes. The caller disposes it.</summary>
    internal HoldfastClient ConnectForDownloads() => Server.ConnectForDownloads();

    /// <summary>The short way to start and follow jobs.</summary>
    internal JobClient Jobs => new(Server, confirmation);

    /// <summary>Confirms what the command does with a fresh code or PIN; null: with none.</summary>
    internal void Confirm(string? code)
    {
        confirmation = code;
        if (code is not null) Client.Confirm(code);
    }

    /// <summary>Gives the vault's security PIN along; null: none.</summary>
    internal void UseVaultPin(string? pin)
    {
        if (pin is not null) Client.UseVaultPin(pin);
    }

    private IApiServer Server => server ??= remoteUrl is null ? LocalServer.Of(dataDirectory) : SignedIn(remoteUrl);

    private static RemoteServer SignedIn(string url) => SavedSessions.Find(url) is { } saved
        ? new RemoteServer(saved.Server, saved.Token, saved.Certificate)
        : throw new HoldfastException(ErrorCode.Unauthorized, $"Nobody is signed in at {url}.", $"Sign in with `holdfast login --server {url}`.");

    public void Dispose()
    {
        client?.Dispose();
        Result.Dispose();
    }
}
