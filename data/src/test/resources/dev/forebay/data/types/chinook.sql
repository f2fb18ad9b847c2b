-- A shop for music: the tables and keys of Chinook, written anew, and a few rows.
CREATE TABLE Artist (ArtistId INT PRIMARY KEY AUTO_INCREMENT, Name NVARCHAR(120));
CREATE TABLE Album (
  AlbumId INT PRIMARY KEY AUTO_INCREMENT, Title NVARCHAR(160) NOT NULL, ArtistId INT NOT NULL,
  CONSTRAINT FK_AlbumArtistId FOREIGN KEY (ArtistId) REFERENCES Artist (ArtistId));
CREATE TABLE Employee (
  EmployeeId INT PRIMARY KEY AUTO_INCREMENT, LastName NVARCHAR(20) NOT NULL, FirstName NVARCHAR(20) NOT NULL, Title NVARCHAR(30),
  ReportsTo INT, BirthDate DATETIME, HireDate DATETIME, Address NVARCHAR(70), City NVARCHAR(40), State NVARCHAR(40), Country NVARCHAR(40),
  PostalCode NVARCHAR(10), Phone NVARCHAR(24), Fax NVARCHAR(24), Email NVARCHAR(60),
  CONSTRAINT FK_EmployeeReportsTo FOREIGN KEY (ReportsTo) REFERENCES Employee (EmployeeId));
CREATE TABLE Customer (
  CustomerId INT PRIMARY KEY AUTO_INCREMENT, FirstName NVARCHAR(40) NOT NULL, LastName NVARCHAR(20) NOT NULL, Company NVARCHAR(80),
  Address NVARCHAR(70), City NVARCHAR(40), State NVARCHAR(40), Country NVARCHAR(40), PostalCode NVARCHAR(10), Phone NVARCHAR(24),
  Fax NVARCHAR(24), Email NVARCHAR(60) NOT NULL, SupportRepId INT,
  CONSTRAINT FK_CustomerSupportRepId FOREIGN KEY (SupportRepId) REFERENCES Employee (EmployeeId));
CREATE TABLE Genre (GenreId INT PRIMARY KEY AUTO_INCREMENT, Name NVARCHAR(120));
CREATE TABLE MediaType (MediaTypeId INT PRIMARY KEY AUTO_INCREMENT, Name NVARCHAR(120));
CREATE TABLE Track (
  TrackId INT PRIMARY KEY AUTO_INCREMENT, Name NVARCHAR(200) NOT NULL, AlbumId INT, MediaTypeId INT NOT NULL, GenreId INT,
  Composer NVARCHAR(220), Milliseconds INT NOT NULL, Bytes INT, UnitPrice NUMERIC(10,2) NOT NULL,
  CONSTRAINT FK_TrackAlbumId FOREIGN KEY (AlbumId) REFERENCES Album (AlbumId),
  CONSTRAINT FK_TrackGenreId FOREIGN KEY (GenreId) REFERENCES Genre (GenreId),
  CONSTRAINT FK_TrackMediaTypeId FOREIGN KEY (MediaTypeId) REFERENCES MediaType (MediaTypeId));
CREATE TABLE Playlist (PlaylistId INT PRIMARY KEY AUTO_INCREMENT, Name NVARCHAR(120));
CREATE TABLE PlaylistTrack (
  PlaylistId INT NOT NULL, TrackId INT NOT NULL, CONSTRAINT PK_PlaylistTrack PRIMARY KEY (PlaylistId, TrackId),
  CONSTRAINT FK_PlaylistTrackPlaylistId FOREIGN KEY (PlaylistId) REFERENCES Playlist (PlaylistId),
  CONSTRAINT FK_PlaylistTrackTrackId FOREIGN KEY (TrackId) REFERENCES Track (TrackId));
CREATE TABLE Invoice (
  InvoiceId INT PRIMARY KEY AUTO_INCREMENT, CustomerId INT NOT NULL, InvoiceDate DATETIME NOT NULL, BillingAddress NVARCHAR(70),
  BillingCity NVARCHAR(40), BillingState NVARCHAR(40), BillingCountry NVARCHAR(40), BillingPostalCode NVARCHAR(10),
  Total NUMERIC(10,2) NOT NULL, CONSTRAINT FK_InvoiceCustomerId FOREIGN KEY (CustomerId) REFERENCES Customer (CustomerId));
CREATE TABLE InvoiceLine (
  InvoiceLineId INT PRIMARY KEY AUTO_INCREMENT, InvoiceId INT NOT NULL, TrackId INT NOT NULL, UnitPrice NUMERIC(10,2) NOT NULL,
  Quantity INT NOT NULL, CONSTRAINT FK_InvoiceLineInvoiceId FOREIGN KEY (InvoiceId) REFERENCES Invoice (InvoiceId),
  CONSTRAINT FK_InvoiceLineTrackId FOREIGN KEY (TrackId) REFERENCES Track (TrackId));
INSERT INTO Artist (Name) VALUES ('AC/DC'), ('Accept'), ('Antônio Carlos Jobim'), (NULL);
INSERT INTO Album (Title, ArtistId) VALUES ('For Those About To Rock We Salute You', 1), ('Balls to the Wall', 2), ('Let There Be Rock', 1);
INSERT INTO Employee (LastName, FirstName, Title, ReportsTo, BirthDate, HireDate) VALUES
  ('Adams', 'Andrew', 'General Manager', NULL, '1962-02-18', '2002-08-14'), ('Edwards', 'Nancy', 'Sales Manager', 1, '1958-12-08', '2002-05-01'),
  ('Peacock', 'Jane', NULL, 2, NULL, '2002-05-01');
INSERT INTO Customer (FirstName, LastName, Company, Country, Email, SupportRepId) VALUES
  ('Luís', 'Gonçalves', 'Embraer', 'Brazil', 'luis@example.com', 3), ('Leonie', 'Köhler', NULL, 'Germany', 'leonie@example.com', 3),
  ('František', 'Wichterlová', '', 'Czech Republic', 'f@example.com', NULL);
INSERT INTO Genre (Name) VALUES ('Rock'), ('Jazz');
INSERT INTO MediaType (Name) VALUES ('MPEG audio file');
INSERT INTO Track (Name, AlbumId, MediaTypeId, GenreId, Composer, Milliseconds, Bytes, UnitPrice) VALUES
  ('For Those About To Rock', 1, 1, 1, 'Angus Young, Malcolm Young', 343719, 11170334, 0.99), ('Balls to the Wall', 2, 1, 1, NULL, 342562, 5510424, 0.99),
  ('"40"', NULL, 1, NULL, '', 157962, NULL, 1.99), ('Go Down', 3, 1, 1, 'AC/DC', 331180, 10847611, 0.99);
INSERT INTO Playlist (Name) VALUES ('Music'), ('Music'), ('90''s');
INSERT INTO PlaylistTrack VALUES (1, 1), (1, 2), (1, 3), (2, 1);
INSERT INTO Invoice (CustomerId, InvoiceDate, BillingCountry, Total) VALUES (1, '2009-01-01', 'Brazil', 1.98), (2, '2009-01-01', NULL, 3.96), (1, '2009-01-02', '', 0);
INSERT INTO InvoiceLine (InvoiceId, TrackId, UnitPrice, Quantity) VALUES (1, 1, 0.99, 1), (1, 2, 0.99, 1), (2, 3, 1.99, 2);
