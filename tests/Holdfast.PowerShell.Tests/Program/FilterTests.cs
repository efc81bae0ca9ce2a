using Holdfast.PowerShell.Tests.Engine;
using Holdfast.Shell.Display;

namespace Holdfast.PowerShell.Tests.Program;

/// <summary>The commands of PowerShell that the shell has too, where the engine of the tests has none to compare with.</summary>
public sealed class FilterTests
{
    [Theory]
    [InlineData("1,5,3,10,2 | Sort-Object", "1 2 3 5 10")]
    [InlineData("1,5,3,10,2 | sort -Descending | Select-Object -First 2", "10 5")]
    [InlineData("'b','A','c' | Sort-Object -Descending", "c b A")]
    [InlineData("'ccc','a','bb' | Sort-Object Length", "a bb ccc")]
    [InlineData("1,2,3,4,5 | Select-Object -Skip 1 -First 2", "2 3")]
    [InlineData("1,2,3,4,5 | Select-Object -Last 2", "4 5")]
    [InlineData("1,2,3 | select -First 0", "")]
    [InlineData("'ab','c' | Select-Object Length | ForEach-Object Length", "2 1")]
    [InlineData("'ab','c' | Select-Object -ExpandProperty Length", "2 1")]
    [InlineData("(3,4,5 | Measure-Object -Sum).Sum; (3,4,5 | measure -Average).Average; (3,4,5 | measure -Maximum -Minimum).Minimum", "12 4 3")]
    [InlineData("('ab','c' | Measure-Object Length -Sum).Sum; ('x' | measure).Count; (@() | measure).Count", "3 1 0")]
    [InlineData("'a','b' | Out-Null", "")]
    [InlineData("5, 'x', $true | ConvertTo-Json -Compress", "[5,\"x\",true]")]
    [InlineData("'ab' | Select-Object Length | ConvertTo-Json -Compress", "{\"Length\":2}")]
    [InlineData("'ab','c','de' | Group-Object Length | ForEach-Object Count", "2 1")]
    [InlineData("(5,'x','X' | group)[1].Name; ('ab' | group Length -NoElement | gm).Name", "x Count Name")]
    [InlineData("'a\"b',$null,'c' | Select-Object Length, Nothing | ConvertTo-Csv", "\"Length\",\"Nothing\" \"3\",\"\" \"1\",\"\"")]
    [InlineData("'ab' | Select-Object L*, l*, None | ConvertTo-Json -Compress", "{\"Length\":2,\"None\":null}")]
    public void Run_Filter_DoesWhatPowerShellsDoes(string line, string given) => Assert.Equal(given, string.Join(' ', new OwnEngine().Succeed(line).Select(value => FormattableString.Invariant($"{value}"))));

    [Fact]
    public void Display_ObjectsTablesAndLists_AreSafeForTheTerminal()
    {
        var text = new StringWriter { NewLine = "\n" };
        ObjectDisplay.Write(new OwnEngine().Succeed("\"a`tb\", 'ccc' | Select-Object Length; 'x' | Select-Object Length | Format-List; $true; 'end'"), text, width: 80);
        Assert.Equal("Length\n------\n     3\n     3\nLength : 1\nTRUE\nend\n", text.ToString());
        Assert.Equal("a\u25a1[2Jb\u25a1", CellText.Of("a\u001b[2Jb\n"));
    }

    [Fact]
    public void ExportCsv_Objects_AreLinesOfTheFile()
    {
        var file = Path.GetTempFileName();
        try
        {
            new OwnEngine().Succeed($"'ab','c' | Select-Object Length | Export-Csv -Path '{file}' -NoTypeInformation");
            Assert.Equal(["\"Length\"", "\"2\"", "\"1\""], File.ReadAllLines(file));
            var error = new OwnEngine().Fail($"'ab' | Export-Csv '{file}' -NoClobber");
            Assert.Contains(file, error.Exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void WriteHost_Texts_AreNoOutput()
    {
        var engine = new OwnEngine();
        Assert.Empty(engine.Succeed("$x = 'files'; Write-Host \"Of $x\" 5 -ForegroundColor Green; 'a','b' | Write-Host"));
        Assert.Equal(["Of files 5", "a", "b"], engine.Messages);
    }

    [Fact]
    public void Variables_CommonParametersName_HoldWhatWasWritten()
    {
        var engine = new OwnEngine();
        Assert.Equal([3, "x"], engine.Succeed("'abc' | ForEach-Object Length -OutVariable out | Out-Null; $out[0]; 'x' | Select-Object -OutVariable +out; ").ToArray());
        Assert.Equal(2, Assert.Single(engine.Succeed("$out.Count")));
        Assert.Equal(1, Assert.Single(engine.Run("'a' | Measure-Object Length -Sum -ErrorAction SilentlyContinue -ErrorVariable no | Out-Null; 'a' | Get-DPMCloudConnection -ErrorAction SilentlyContinue -ErrorVariable yes; $no.Count; $yes.Count").Skip(1)));
    }

    [Fact]
    public void Display_TableThatDoesNotFit_IsAList()
    {
        var text = new StringWriter { NewLine = "\n" };
        ObjectDisplay.Write(new OwnEngine().Succeed("'x' | Select-Object Length, Nothing"), text, width: 10);
        Assert.Equal("Length  : 1\nNothing :\n", text.ToString());
    }
}
