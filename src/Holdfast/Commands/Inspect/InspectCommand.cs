using System.CommandLine;
using Holdfast.Agent.Inspection;
using Holdfast.CommandLine;
using Holdfast.Contracts.Errors;
using Holdfast.Output;

namespace Holdfast.Commands.Inspect;

/// <summary>Says what a file of an application is and whether it is whole.</summary>
internal sealed class InspectCommand : HoldfastCommand
{
    private readonly Argument<string> file;
    private readonly Option<string?> list, extract, to;

    internal InspectCommand() : base("inspect", "Says what a file of an application is and whether it is whole, without the software that made it and without a server: backups of SQL Server (.bak, .trn), documents of VSS, databases and logs of the Extensible Storage Engine (.edb, .log, .chk), and disks (VHDX, VHD, bare images), whose files it lists and takes out without mounting them.")
    {
        file = Takes(new Argument<string>("FILE") { Description = "The file; its content is looked at, not its name" });
        list = With(new Option<string?>("--list") { Description = "Lists a folder inside a disk: the number of a partition, and a path on it, such as 1/Windows; / lists the partitions (default: says what the file is)", HelpName = "PATH" });
        extract = With(new Option<string?>("--extract") { Description = "Takes a file out of a disk, with its modification time; needs --to (default: none)", HelpName = "PATH" });
        to = With(new Option<string?>("--to") { Description = "File that --extract writes; it must not exist (default: none)", HelpName = "FILE" });
        Validators.Add(result =>
        {
            if ((result.GetResult(extract) is null) != (result.GetResult(to) is null)) result.AddError("--extract and --to go together.");
            if (result.GetResult(extract) is not null && result.GetResult(list) is not null) result.AddError("--list and --extract do not go together.");
        });
    }

    protected override Task<int> Run(ParseResult input, Session session) => Task.Run(() => Inspect(input, session), session.Stop);

    private int Inspect(ParseResult input, Session session)
    {
        var path = Path.GetFullPath(input.GetValue(file)!);
        if (input.GetValue(list) is { } folder) return List(FileInspection.List(path, folder, session.Stop), session);
        if (input.GetValue(extract) is { } inside) return Extracted(FileInspection.Extract(path, inside, input.GetValue(to)!, session.Stop), session);

        var inspected = FileInspection.Run(path, session.Stop);
        session.Result.Show(inspected, InspectionJson.Default.InspectedFile, text => InspectText.Write(text, inspected));
        if (inspected.Problem is not { } problem) return ExitCode.Done;

        var about = ErrorCatalog.Get(problem.Code);
        ErrorReport.WriteText(problem.Code, problem.Message, about.Cause, about.Remedy);
        return about.ExitCode;
    }

    private static int List(InspectedListing listing, Session session)
    {
        var table = new TextTable("TYPE", "SIZE#", "MODIFIED", "PATH");
        foreach (var entry in listing.Entries) table.Add(entry.Type, Quantity.Bytes(entry.Size), Quantity.Time(entry.Modified), entry.Path + (entry.Target is null ? "" : $" -> {entry.Target}"));
        session.Result.ShowTable(listing, InspectionJson.Default.InspectedListing, "The folder is empty.", table);
        return ExitCode.Done;
    }

    private static int Extracted(ExtractedFile file, Session session)
    {
        session.Result.Show(file, InspectionJson.Default.ExtractedFile, text => text.WriteLine($"{file.Path}: {Quantity.Bytes(file.Size)}, written to {file.To}"));
        return ExitCode.Done;
    }
}
