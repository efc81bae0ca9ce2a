using System.Security.Cryptography;
using System.Text.Json;
using Holdfast.Agent.Tls;
using Holdfast.Contracts.Errors;

namespace Holdfast.Agent.Enrolling;

/// <summary>
/// The data folder of an agent. Its identity is one file, agent.pem: own certificate, key (PKCS#8), the server's CA; replaced whole, the one before kept as agent.pem.1.
/// Only the owner can read any of it.
/// </summary>
public sealed class AgentFolder(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int LongestFile = 64 << 10;

    /// <summary>Absolute.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public string LogFolder => System.IO.Path.Combine(Path, "logs");

    public bool IsEnrolled => File.Exists(Description) && File.Exists(Identity);

    private string Description => System.IO.Path.Combine(Path, "agent.json");

    private string Identity => System.IO.Path.Combine(Path, "agent.pem");

    /// <summary>Takes the folder for this process; makes it where it is not there.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.AlreadyRunning"/>, <see cref="ErrorCode.DataDirectoryUnusable"/>.</exception>
    public IDisposable Claim()
    {
        try
        {
            MakeFolder(Path);
            MakeFolder(LogFolder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new HoldfastException(ErrorCode.DataDirectoryUnusable, $"The data folder {Path} cannot be used: {failure.Message}", inner: failure);
        }
        try
        {
            return Open(System.IO.Path.Combine(Path, "agent.lock"), FileMode.OpenOrCreate, FileShare.None);
        }
        catch (IOException failure)
        {
            throw new HoldfastException(ErrorCode.AlreadyRunning, $"Another Holdfast agent uses {Path}.", "Stop it first.", failure);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new HoldfastException(ErrorCode.DataDirectoryUnusable, $"The data folder {Path} cannot be used: {failure.Message}", inner: failure);
        }
    }

    /// <exception cref="HoldfastException"><see cref="ErrorCode.AgentNotEnrolled"/>.</exception>
    public EnrolledAgent Read()
    {
        if (!IsEnrolled) throw new HoldfastException(ErrorCode.AgentNotEnrolled, $"There is no enrolled agent in {Path}.");
        try
        {
            return Read(Identity);
        }
        catch (Exception failure) when (IsUnreadable(failure) && File.Exists(Identity + ".1"))
        {
            // The computer may have gone down while a renewed identity was written.
            return ReadFormer();
        }
        catch (Exception failure) when (IsUnreadable(failure))
        {
            throw Unreadable(failure);
        }
    }

    internal void Save(EnrolledAgent agent)
    {
        var pem = agent.Identity.ToPem() + PemEncoding.WriteString("CERTIFICATE", agent.Authority) + "\n";
        if (File.Exists(Identity)) Replace(Identity + ".1", File.ReadAllBytes(Identity));
        Replace(Identity, System.Text.Encoding.ASCII.GetBytes(pem));
        var description = new AgentDescription(agent.AgentId, agent.Name, agent.Server.GetLeftPart(UriPartial.Authority));
        Replace(Description, JsonSerializer.SerializeToUtf8Bytes(description, AgentFolderJson.Default.AgentDescription));
    }

    private EnrolledAgent ReadFormer()
    {
        try
        {
            return Read(Identity + ".1");
        }
        catch (Exception failure) when (IsUnreadable(failure))
        {
            throw Unreadable(failure);
        }
    }

    private EnrolledAgent Read(string identity)
    {
        var description = JsonSerializer.Deserialize(Content(Description), AgentFolderJson.Default.AgentDescription) ?? throw new JsonException("agent.json is null.");
        var pem = System.Text.Encoding.ASCII.GetString(Content(identity));
        var authority = pem.LastIndexOf("-----BEGIN CERTIFICATE-----", StringComparison.Ordinal);
        if (authority < 0) throw new FormatException("The authority's certificate is missing.");
        var fields = PemEncoding.Find(pem.AsSpan(authority));
        return new EnrolledAgent(
            description.AgentId, description.Name, new Uri(description.Server), TlsIdentity.FromPem(pem[..authority]),
            Convert.FromBase64String(pem[authority..][fields.Base64Data]));
    }

    private HoldfastException Unreadable(Exception failure) => new(ErrorCode.AgentNotEnrolled, $"The identity in {Path} cannot be read: {failure.Message}", inner: failure);

    private static bool IsUnreadable(Exception failure) =>
        failure is CryptographicException or ArgumentException or FormatException or JsonException or IOException or UnauthorizedAccessException;

    private static byte[] Content(string file)
    {
        using var opened = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (opened.Length > LongestFile) throw new IOException($"{file} is longer than such a file can be.");
        var content = new byte[opened.Length];
        opened.ReadExactly(content);
        return content;
    }

    private static void Replace(string file, byte[] content)
    {
        var fresh = file + ".new";
        using (var written = Open(fresh, FileMode.Create, FileShare.None)) written.Write(content);
        File.Move(fresh, file, overwrite: true);
    }

    private static FileStream Open(string file, FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        return new FileStream(file, options);
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else if (!Directory.Exists(folder)) Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }
}
