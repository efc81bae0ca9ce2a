using Holdfast.Contracts.Api;
using Holdfast.Contracts.Connection;
using Holdfast.Contracts.Errors;

namespace Holdfast.PowerShell.Connections;

/// <summary>
/// The servers of this session by name. Without a name: the one connected last, else the installation of this computer. A name is a URL, a host
/// (its console's port is assumed), or this computer.
/// </summary>
internal static class ServerConnections
{
    private const int UsualPort = 8443;

    private static readonly Lock gate = new();
    private static readonly Dictionary<string, DpmServer> open = new(StringComparer.OrdinalIgnoreCase);
    private static DpmServer? last;
    private static string? data, standard;

    /// <summary>Names of the servers that are connected, for completion.</summary>
    internal static IReadOnlyList<string> Names
    {
        get
        {
            lock (gate) return [.. open.Values.Select(server => server.Name).Distinct().Order(StringComparer.OrdinalIgnoreCase)];
        }
    }

    /// <summary>Says which installation of this computer is meant, and which server where none is named and none is connected.</summary>
    /// <param name="folder">Data folder; null: as the environment says.</param>
    /// <param name="server">Address; null: this computer.</param>
    internal static void Start(string? folder, string? server) => (data, standard) = (folder, server);

    /// <summary>A connected server, or a new connection to one that this user is signed in at.</summary>
    internal static DpmServer Get(string? name)
    {
        lock (gate)
        {
            if (string.IsNullOrEmpty(name) && last is not null) return last;
            if (string.IsNullOrEmpty(name)) name = standard;
            if (open.TryGetValue(Key(name), out var known)) return known;
        }
        var made = IsHere(name) ? Local() : SignedInBefore(name!);
        lock (gate)
        {
            // Runspaces share the connections: another one may have made it meanwhile, and use it.
            if (!open.TryGetValue(Key(name), out var other)) return Add(name, made);
            made.Dispose();
            return other;
        }
    }

    /// <summary>Makes a server that was connected before the one that is meant where none is named; where its session has ended or there was none, by the one that `holdfast login` keeps.</summary>
    internal static DpmServer Renew(string name)
    {
        DpmServer? known;
        lock (gate) open.TryGetValue(Key(name), out known);
        return Add(name, known is not null && Knows(known) ? known : SignedInBefore(name));
    }

    /// <summary>
    /// Keeps a connection under its name, in the place of an older one, as the one that is meant where none is named. The older one stays open:
    /// objects that came over it, such as groups that are being changed, still use it.
    /// </summary>
    internal static DpmServer Add(string? name, DpmServer server)
    {
        lock (gate)
        {
            open[Key(name)] = server;
            return last = server;
        }
    }

    /// <returns>False: it was not connected.</returns>
    internal static bool Remove(string? name)
    {
        lock (gate)
        {
            var key = string.IsNullOrEmpty(name) && last is not null ? open.First(entry => entry.Value == last).Key : Key(name);
            if (!open.Remove(key, out var server)) return false;
            if (last == server) last = open.Values.LastOrDefault();
            server.Dispose();
            return true;
        }
    }

    /// <summary>Whether a name means this computer.</summary>
    internal static bool IsHere(string? name) => string.IsNullOrEmpty(name) || name is "." or "localhost" || string.Equals(name, Environment.MachineName, StringComparison.OrdinalIgnoreCase);

    /// <summary>The address that a host name or a URL stands for.</summary>
    internal static Uri Address(string name) => RemoteConnection.Address(name.Contains("://", StringComparison.Ordinal) ? name : name.Contains(':', StringComparison.Ordinal) ? $"https://{name}" : $"https://{name}:{UsualPort}");

    /// <summary>The installation of this computer, in whose owner's name the session runs.</summary>
    internal static DpmServer Local()
    {
        var folder = DataFolder.Resolve(data);
        var address = LocalInstallation.Of(folder);
        return Reached(Environment.MachineName, new HoldfastClient(new Uri(address.Url), LocalInstallation.Token(folder)));
    }

    /// <summary>Asks the server who is signed in, and so whether it answers and knows the caller. Disposes the client where it does not.</summary>
    internal static DpmServer Reached(string name, HoldfastClient client)
    {
        try
        {
            var caller = client.Accounts.Caller().GetAwaiter().GetResult();
            return new DpmServer(name, client, caller.Name, client.Status().GetAwaiter().GetResult());
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private static bool Knows(DpmServer server)
    {
        try
        {
            return server.Client.Accounts.Caller().GetAwaiter().GetResult().Name == server.Account;
        }
        catch (HoldfastException failure) when (failure.Code == ErrorCode.Unauthorized)
        {
            return false;
        }
    }

    private static DpmServer SignedInBefore(string name)
    {
        var url = Address(name).GetLeftPart(UriPartial.Authority);
        var saved = SavedSessions.Find(url) ?? throw new HoldfastException(
            ErrorCode.Unauthorized, $"Nobody is signed in at {url}.", $"Sign in with Connect-DPMServer -DPMServerName {name} -Credential (Get-Credential), or once for all sessions with `holdfast login --server {url}`.");
        return Reached(name, new HoldfastClient(RemoteConnection.Http(new Uri(saved.Server), saved.Certificate), saved.Token));
    }

    private static string Key(string? name) => IsHere(name) ? "" : Address(name!).GetLeftPart(UriPartial.Authority);
}
