using System.CommandLine;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Objects;
using Holdfast.Contracts.Errors;

namespace Holdfast.Commands.Objects;

/// <summary>The certificate that database servers must be made to trust.</summary>
internal sealed class ObjectEndpointCertificateCommand : HoldfastCommand
{
    private readonly Option<string?> output;
    private readonly Option<bool> overwrite;

    internal ObjectEndpointCertificateCommand() : base("certificate", "Prints the certificate of the authority that database servers must trust before they can write backups to this server (PEM; no secret).")
    {
        output = With(new Option<string?>("--output", "-o") { Description = "File to write (default: standard output)", HelpName = "FILE" });
        overwrite = With(new Option<bool>("--overwrite") { Description = "Replaces the file where it exists (default: refuses)" });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var found = await session.Client.Objects.Endpoint(session.Stop);
        var file = input.GetValue(output) is { } given ? Names.Absolute(given) : null;
        if (file is not null) await Write(file, found.Certificate, input.GetValue(overwrite), session.Stop);
        session.Result.Show(found, ObjectsJson.Default.ObjectEndpointInfo, text =>
        {
            if (file is null) text.Write(found.Certificate);
            else text.WriteLine($"{file}: SHA-256 {found.Sha256}");
        });
        return ExitCode.Done;
    }

    private static async Task Write(string file, string certificate, bool overwrite, CancellationToken stop)
    {
        if (File.Exists(file) && !overwrite) throw new HoldfastException(ErrorCode.BadRequest, $"{file} exists already.", "Name another file, or use --overwrite.");
        try
        {
            await File.WriteAllTextAsync(file, certificate, stop);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new HoldfastException(ErrorCode.BadRequest, $"{file} cannot be written: {failure.Message}", inner: failure);
        }
    }
}
