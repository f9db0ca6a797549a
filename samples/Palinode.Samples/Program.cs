using Palinode.Samples;

if (args.Length != 1)
{
    Console.Error.WriteLine("usage: dotnet run --project samples/Palinode.Samples -- FOLDER    (writes suspect.pdf, corpus/ and case.json)");
    return 2;
}
SampleSet set = SampleSet.Draw();
foreach ((string path, byte[] content) in set.Documents.Append(("case.json", CaseFile.Write(set))))
{
    string file = Path.Combine(args[0], path);
    Directory.CreateDirectory(Path.GetDirectoryName(file)!);
    File.WriteAllBytes(file, content);
    Console.WriteLine($"{path}: {content.Length / 1024} kB");
}
return 0;
