using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Holdfast.Workloads.Nbd;

namespace Holdfast.Workloads.VirtualMachines.Qemu.Off;

/// <summary>An image that qemu-nbd serves to us, for reading. The program ends when we let go of it, and also where this one is killed: its only client is gone then.</summary>
internal sealed class ImageServer : IDisposable
{
    private const int LongestComplaint = 4096;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1), Step = TimeSpan.FromMilliseconds(10);

    private readonly Process process;
    private readonly StringBuilder complaint = new();

    private ImageServer(Process process)
    {
        this.process = process;
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginErrorReadLine();
    }

    /// <summary>What it serves.</summary>
    public NbdDisk Disk { get; private set; } = null!;

    /// <param name="bitmap">A dirty bitmap of the image that will be asked for; null for none.</param>
    /// <param name="socket">Where it is to be served.</param>
    /// <exception cref="NbdException">It cannot be served.</exception>
    public static ImageServer Start(OffImage image, string? bitmap, string socket, TimeProvider clock, CancellationToken cancellation)
    {
        List<string> arguments = ["--read-only", "--socket", socket, "--export-name", image.Disk.Name, "--image-opts", image.Options];
        if (bitmap is not null) arguments.InsertRange(0, ["--bitmap", bitmap]);
        var start = new ProcessStartInfo(HostProgram.Require("qemu-nbd", "qemu-utils"), arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardError = true };
        start.Environment["LC_ALL"] = "C";
        var server = new ImageServer(Process.Start(start)!);
        try
        {
            server.Disk = server.Connect(image, bitmap, socket, clock, cancellation);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Disk?.Dispose();
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    private NbdDisk Connect(OffImage image, string? bitmap, string socket, TimeProvider clock, CancellationToken cancellation)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (process.HasExited)
            {
                process.WaitForExit(); // its last words
                throw new NbdException($"qemu-nbd does not serve {image.Path}: {Complaint()}");
            }
            try
            {
                return NbdDisk.Open(NbdAddress.Socket(socket), image.Disk.Name, bitmap, image.Disk.SectorLength, cancellation);
            }
            catch (NbdException error) when (error.InnerException is SocketException && clock.GetElapsedTime(began) < Patience)
            {
                cancellation.WaitHandle.WaitOne(Step); // it does not listen yet
            }
        }
    }

    private void Keep(string? line)
    {
        lock (complaint)
        {
            if (line is not null && complaint.Length + line.Length < LongestComplaint) complaint.Append(line).Append(' ');
        }
    }

    private string Complaint()
    {
        lock (complaint) return complaint.ToString().Trim();
    }
}
