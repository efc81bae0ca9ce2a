using System.Reflection;
using System.Text;
using Holdfast.Contracts.Errors;

namespace Holdfast.Shell.Module;

/// <summary>The PowerShell module's files beside its program: manifest, views, and help, all made from the attributes of the cmdlets and objects.</summary>
public static class ModuleFiles
{
    public const string Name = "Holdfast";

    /// <summary>Of the resources that are the module's assemblies.</summary>
    private const string Prefix = "module/";

    private static readonly Assembly assembly = typeof(ModuleFiles).Assembly;

    private static readonly UTF8Encoding encoding = new(encoderShouldEmitUTF8Identifier: true);

    /// <summary>Writes the whole module, with the program's part of it, into the folder Holdfast of a folder.</summary>
    /// <returns>Path of its manifest, which PowerShell imports.</returns>
    /// <exception cref="HoldfastException">The folder cannot be written.</exception>
    public static string Install(string folder)
    {
        var target = Path.Combine(folder, Name);
        try
        {
            Write(target);
            foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
            {
                using var content = assembly.GetManifestResourceStream(name)!;
                using var file = File.Create(Path.Combine(target, name[Prefix.Length..]));
                content.CopyTo(file);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new HoldfastException(ErrorCode.BadRequest, $"The module cannot be written to {target}: {failure.Message}", "Name a folder that can be written; a PowerShell that has loaded the module keeps its files open on Windows.", failure);
        }
        return Path.Combine(target, ModuleManifest.FileName);
    }

    /// <summary>Writes them to a folder, which PowerShell looks for the module in where it is called Holdfast and lies in a folder of PSModulePath.</summary>
    public static void Write(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "en-US"));
        File.WriteAllText(Path.Combine(folder, ModuleManifest.FileName), ModuleManifest.Text(), encoding);
        File.WriteAllText(Path.Combine(folder, ModuleViews.FileName), ModuleViews.Text(), encoding);
        File.WriteAllText(Path.Combine(folder, "en-US", ModuleHelp.FileName), ModuleHelp.Text(), encoding);
    }
}
