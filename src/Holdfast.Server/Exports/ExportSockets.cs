using System.Net;
using System.Net.Sockets;
using System.Text;
using Holdfast.Contracts.Api.Exports;
using Holdfast.Contracts.Errors;

namespace Holdfast.Server.Exports;

/// <summary>Opens what exports listen on.</summary>
internal sealed class ExportSockets(ExportPlace place)
{
    private const string Prefix = "holdfast-", Ending = ".sock";
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Bytes of a socket's path that every system takes.</summary>
    private const int LongestPath = 103;

    private const int Backlog = 16;

    /// <param name="id">Of the export.</param>
    /// <param name="name">By which clients ask for it.</param>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.ExportNotListening"/>.</exception>
    internal ExportListener Open(string listen, string id, string name)
    {
        try
        {
            return listen switch
            {
                ExportListening.Socket => OpenFile(id, name),
                ExportListening.Loopback => OpenLoopback(name),
                ExportListening.Tls => OpenPort(name),
                _ => throw new HoldfastException(ErrorCode.BadRequest, $"'{listen}' is none of {string.Join(", ", ExportListening.All)}."),
            };
        }
        catch (Exception failure) when (failure is SocketException or IOException or UnauthorizedAccessException)
        {
            throw new HoldfastException(ErrorCode.ExportNotListening, $"Nothing could be opened for the export: {failure.Message}", inner: failure);
        }
    }

    /// <summary>Removes the sockets of a process that ended without doing so. One that somebody listens on is another server's.</summary>
    internal void Clear()
    {
        if (!Directory.Exists(place.Folder)) return;
        foreach (var left in Directory.EnumerateFiles(place.Folder, Prefix + "*" + Ending).ToList())
            if (!IsListening(left)) File.Delete(left);
    }

    private ExportListener OpenFile(string id, string name)
    {
        var path = Path.Combine(place.Folder, Prefix + id + Ending);
        if (Encoding.UTF8.GetByteCount(path) > LongestPath)
            throw new HoldfastException(ErrorCode.ExportNotListening, $"{path} is too long for a socket.", "Set `exportFolder` to a folder with a shorter path.");
        Protect(place.Folder);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Bind(new UnixDomainSocketEndPoint(path));
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            socket.Listen(Backlog);
            return new ExportListener(socket, path, $"nbd+unix:///{name}?socket={Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal)}", path);
        }
        catch
        {
            socket.Dispose();
            File.Delete(path);
            throw;
        }
    }

    private static ExportListener OpenLoopback(string name)
    {
        var socket = Listen(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)socket.LocalEndPoint!).Port;
        return new ExportListener(socket, $"127.0.0.1:{port}", $"nbd://127.0.0.1:{port}/{name}", SocketFile: null);
    }

    private ExportListener OpenPort(string name)
    {
        var address = IPAddress.Parse(place.Settings.Get(ExportSettings.Address)!);
        var first = place.Settings.Get(ExportSettings.Port)!.Value;
        for (var port = first; ; port++)
        {
            try
            {
                var socket = Listen(new IPEndPoint(address, port));
                var host = new UriBuilder("nbds", place.Host(), port).Uri.Authority;
                return new ExportListener(socket, host, $"nbds://{host}/{name}", SocketFile: null);
            }
            catch (SocketException failure) when (failure.SocketErrorCode == SocketError.AddressAlreadyInUse && port < first + ExportSettings.Ports - 1)
            {
                // Another export has it, or another program: the next one.
            }
        }
    }

    private static Socket Listen(IPEndPoint end)
    {
        var socket = new Socket(end.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(end);
            socket.Listen(Backlog);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private void Protect(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder); // beneath the data folder, whose rights it inherits
            return;
        }
        if (!Directory.Exists(folder)) Directory.CreateDirectory(folder, FolderMode);
        if (File.GetUnixFileMode(folder) == FolderMode) return;
        if (place.Settings.Get(ExportSettings.Folder) is not null)
            throw new HoldfastException(ErrorCode.ExportNotListening, $"{folder} may be entered by others than the server's account.", $"Give it the mode 0700: chmod 700 {folder}");
        File.SetUnixFileMode(folder, FolderMode);
    }

    private static bool IsListening(string path)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
