using System.Text.Encodings.Web;
using System.Text.Json;
using Palinode.Server.Pages;
using Palinode.Testing;

namespace Palinode.Server.Tests.Pages;

/// <summary>Pages are English, and are ready to be said in other languages.</summary>
internal sealed class TranslationsTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private string _folder = null!;

    [SetUp] public void Make() => _folder = Directory.CreateTempSubdirectory("pn-wording-").FullName;

    [TearDown] public void Remove() => Directory.Delete(_folder, recursive: true);

    private void Put(string name, string json) => File.WriteAllText(Path.Combine(_folder, name), json);

    /// <summary>PALINODE_WRITE_WORDING=1 writes it anew.</summary>
    [Test]
    public void The_list_for_translators_is_what_the_source_says()
    {
        string file = Path.Combine(SharedMaterial.RepositoryRoot, "docs", "wording.json");
        string now = JsonSerializer.Serialize(WordingInventory.Sentences.ToDictionary(s => s, _ => ""), Readable) + "\n";
        if (Environment.GetEnvironmentVariable("PALINODE_WRITE_WORDING") == "1") File.WriteAllText(file, now);
        WordingInventory.Sentences.Count().ShouldBeGreaterThan(300);
        File.ReadAllText(file).ShouldBe(now, "docs/wording.json is out of date: PALINODE_WRITE_WORDING=1 dotnet test tests/Palinode.Server.Tests --filter TranslationsTests");
    }

    [TestCase("de", "de")]
    [TestCase("de-AT, en;q=0.5", "de")]
    [TestCase("en, de;q=0.9", "en")]
    [TestCase("fr, pt-br;q=0.8, de;q=0.3", "pt-BR")]
    [TestCase("de;q=0, fr", "en")]
    [TestCase("fr", "en")]
    [TestCase("", "en")]
    [TestCase("*;q=nonsense,,", "en")]
    public void The_browser_says_which_language_it_is(string accepted, string language)
    {
        Put("de.json", """{ "Cases": "Fälle" }""");
        Put("pt-BR.json", """{ "Cases": "Casos" }""");
        new Translations(_folder).For(accepted).Language.ShouldBe(language);
    }

    [Test]
    public void What_a_translation_lacks_is_english()
    {
        Put("de.json", """{ "Cases": "Fälle", "Overdue": "" }""");
        Translation german = new Translations(_folder).For("de");
        (german.Of("Cases"), german.Of("Overdue"), german.Of("Sign out")).ShouldBe(("Fälle", "Overdue", "Sign out"));
    }

    [TestCase("de.json", "[]", "not a JSON object")]
    [TestCase("de.json", "{ \"Cases\": \"Fälle\",", "line 1")]
    [TestCase("de.json", "{ \"Cases\": \"a\", \"Cases\": \"b\" }", "not a JSON object")]
    [TestCase("german.notes.json", "{}", "name the file by its language")]
    [TestCase("de.json", "{ \"Sign in as {0}\": \"Anmelden\" }", "the same places")]
    [TestCase("de.json", "{ \"Sign in\": \"Anmelden {0}\" }", "the same places")]
    [TestCase("de.json", "{ \"Sign in\": \"Anmelden {\" }", "the same places")]
    public void A_file_that_is_wrong_stops_the_start_with_one_line(string name, string json, string says)
    {
        Put(name, json);
        InputException refused = Should.Throw<InputException>(() => new Translations(_folder));
        refused.Message.ShouldContain(says);
        refused.Message.ShouldContain(name);
        refused.Message.ShouldNotContain("\n");
    }
}
