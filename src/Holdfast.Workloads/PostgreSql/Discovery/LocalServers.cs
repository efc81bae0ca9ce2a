using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Holdfast.Workloads.Applications;
using Holdfast.Workloads.PostgreSql.Protocol;

namespace Holdfast.Workloads.PostgreSql.Discovery;

/// <summary>Servers on this computer: by their Unix sockets, and by who listens on PostgreSQL's usual ports.</summary>
internal static class LocalServers
{
    private const string SocketPrefix = ".s.PGSQL.";

    private const int PortsTried = 8;

    private static readonly string[] SocketDirectories = ["/var/run/postgresql", "/run/postgresql", "/tmp"];

    public static IReadOnlyList<FoundDatasource> Find(CancellationToken cancellation)
    {
        var found = new SortedDictionary<int, FoundDatasource>();
        foreach (var address in OperatingSystem.IsWindows() ? [] : SocketDirectories.SelectMany(Sockets))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!found.ContainsKey(address.Port) && Answers(address)) found[address.Port] = Describe(address);
        }
        foreach (var port in Listening().Where(port => port is >= ServerAddress.DefaultPort and < ServerAddress.DefaultPort + PortsTried && !found.ContainsKey(port)))
            found[port] = Describe(new ServerAddress("localhost", port, false));
        return [.. found.Values];
    }

    private static FoundDatasource Describe(ServerAddress address) =>
        new(address.ToString(), string.Create(CultureInfo.InvariantCulture, $"PostgreSQL on port {address.Port}"), 0, null, IsContainer: false);

    private static IEnumerable<ServerAddress> Sockets(string directory)
    {
        string[] names;
        try
        {
            names = [.. Directory.EnumerateFileSystemEntries(directory, SocketPrefix + "*").Select(path => Path.GetFileName(path))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            yield break; // no such directory here
        }
        foreach (var name in names)
            if (int.TryParse(name.AsSpan(SocketPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536) yield return new ServerAddress(directory, port, true);
    }

    /// <summary>A server that was killed leaves its socket behind.</summary>
    private static bool Answers(ServerAddress address)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(address.SocketPath));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static IEnumerable<int> Listening()
    {
        IPEndPoint[] listeners;
        try
        {
            listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners();
        }
        catch (NetworkInformationException)
        {
            return []; // this computer does not tell
        }
        return listeners.Select(listener => listener.Port).Distinct().Order();
    }
}
